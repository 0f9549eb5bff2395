# The words of the pages. Each has its fellow of the same name in zh.ftl; what begins with $ is filled in.

## Every page
skip-to-content = Skip to content
menu = Menu
main-menu = Main menu
close-menu = Close
breadcrumb = You are here
home = Home
back-to-top = Back to top
foot-contacts = Useful numbers
feed = Follow by feed
calendar = Subscribe to the events calendar
all-posters = Posters to print
issued-by = Issued by
contact = Contact
site-id = Site identification code
footer-note = This site explains the law; it does not replace a lawyer’s advice. English texts are translations: the officially published Chinese text of the law prevails.

## State of a page
fallback = This page has not been translated yet. Below is the original in { $language }.
stale = This translation was last checked on { $date }. The original has been changed since, and the original counts.
stale-original = Read the original in { $language }
stale-beside = The { $language } translation beside this text was last checked on { $date }. The original has been changed since, and the original counts.
converted = This page was converted to traditional characters by a program; the original in simplified characters prevails.
converted-original = Read the original
expired = Out of date
expired-note = This page went out of date on { $date } and is kept for reference.
draft = Draft
draft-note = This is a draft and has not been published.
scheduled = Scheduled
scheduled-note = This page will be published on { $date }.
over = Past
published = Published
updated = Updated
last-checked = Checked
audience = For
reading-time = { $minutes } min read
on-this-page = On this page
previous = Previous
next = Next
previous-next = Previous and next
on-sheet = Printed posters
posters-of-page = Posters of this page
posters-of-page-note = Download and print them, or send the file to a print shop.

## Lists and paging
paging = Pages of this list
page-of = Page { $page } of { $pages }
page-number = Page { $page }
previous-page = Previous page
next-page = Next page
empty-section = Nothing has been published here yet.
coming-up = Coming up
past-ones = Past

## Topics and readers
topics = Topics
topic = Topic
topics-lead = Find pages by what they are about.
audience-lead = Find pages by whom they are written for.
topic-count = { $count ->
    [one] One page
   *[other] { $count } pages
}
topic-feed = Follow this topic
by-topic = Find by topic
by-audience = Find by reader

## Home page
now-on = What’s on
next-on = Next
nothing-on = Nothing is planned just now. See past events, or subscribe to the calendar.
latest-notices = Notices
the-letter = Open letter
read-letter = Read the letter
open-reader = Open the reader
the-slogans = Slogans
more-sections = More
get-help = Where to get help
get-help-note = These numbers work everywhere in China. In danger, call 110 first.

## Notice
effective = In effect
effective-from = from { $from }
effective-until = until { $until }
effective-range = { $from } to { $until }
attachments = Attachments

## Official documents
organs = Issued by
doc-no = Document number
document-date = Date
reference-translation = This page is a translation for reference; the Chinese original is what counts.

## Event
event-number = No. { $number }
when = When
where = Where
hosts = Hosted by
time-range = { $start } – { $end }
ends-at = { $date }, { $time }
rain-plan = If it rains
access = Entry and access
programme = Programme
item = Item
minutes = Length
minutes-count = { $minutes } min
add-to-calendar = Subscribe to the events calendar
event-over = This event is over.

## Reader
chapters = Contents
chapter-number = Chapter { $number }
colophon = About this edition
scene = What happened
short-answer = The short answer
the-law = What the law says
as-of = Text of the law as of { $date }
law-note = Unofficial translation; the Chinese text prevails.
what-to-do = What to do
who-to-call = Whom to call

## Slogan
theme = Theme
medium = Where it is used
law-behind = The law behind it
why-this = Why we say it

## Display board
size = Size
panel-number = Panel { $number }

## Training and trips
trainer = Taught by
agenda = Agenda
materials = Materials
stops = Route
sets-out = Sets out
team = Who is coming
services = What we offer on the spot
copies = { $count ->
    [one] One copy
   *[other] { $count } copies
}

## Measures
measure-number = Measure { $number }
points = Main points

## Posters
posters = Posters to print
posters-lead = Every poster can be downloaded and printed. The PDF has 3 mm of bleed for the print shop; on an office printer choose “actual size”.
poster-of = Taken from
poster-format = Size
poster-languages = Language
poster-preview = Preview of the poster: { $title } ({ $format })
poster-pages = Pages
poster-profile = Press file
download-readable = Download the PDF
download-slice = Download picture { $number } of { $total }
download-press = Press file for the print shop
download-pdf = Download the PDF
pdf-size = PDF, { $size }
print-here = You can also print this page from the browser: only the poster comes out. Choose { $format } paper and a scale of 100%.
true-size = True size { $width } × { $height } mm
other-sheets = Other sizes and languages
no-posters = There are no posters yet.

## Glossary
glossary = Glossary
letters = By letter
strokes = { $count ->
    [one] { $count } stroke
   *[other] { $count } strokes
}
laws-and-regulations = Laws and regulations
also-called = Also
rendering-from = Source
term-body = Body
term-programme = Programme
no-terms = There are no entries yet.

## Page not found
not-found = We cannot find this page
not-found-lead = The address may be mistyped, or the page may have moved.
not-found-try = You could try:
not-found-home = The home page
not-found-call = If it is urgent, call

## Feed
feed-title = { $title }: latest

## Parts of the text
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Take care
alert-caution = Danger
footnotes = Notes
footnote-back = Back to the text
table = Table
task-done = Done
glosses = Words explained
gloss-more = See the glossary
gloss-close = Close
task-open = Not done

# 印张 Sheets
sheet-scan = Scan to read more
sheet-printed = Printed { $date }
all-dates = All dates
repeats = Returns on { $rule }
past-dates = { $count ->
    [one] 1 earlier date
   *[other] { $count } earlier dates
}
