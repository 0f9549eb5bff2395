# 界面文字。每一条在 en.ftl 里都有同名的一条；$ 开头的是程序填入的数。

## 每一页
skip-to-content = 跳到正文
menu = 菜单
main-menu = 主菜单
close-menu = 收起
breadcrumb = 所在位置
home = 首页
back-to-top = 回到顶部
foot-contacts = 常用电话
feed = 订阅更新
calendar = 订阅活动日历
all-posters = 海报下载
issued-by = 发布单位
contact = 联系
site-id = 网站标识码
footer-note = 本站内容供普法学习使用，不能代替律师的意见。法律条文以正式公布的中文文本为准。

## 页面的状态
fallback = 这一页还没有中文版，下面是{ $language }原文。
stale = 这篇译文核对于{ $date }，原文在那以后有改动，以原文为准。
stale-original = 看{ $language }原文
stale-beside = 旁边的{ $language }译文核对于{ $date }，原文在那以后有改动，以原文为准。
converted = 本页由程序自动转换为繁体字，以简体字原文为准。
converted-original = 看简体字原文
expired = 已过期
expired-note = 本页内容已于{ $date }过期，仅供查阅。
draft = 草稿
draft-note = 这是草稿，尚未发布。
scheduled = 待发布
scheduled-note = 本页将于{ $date }发布。
over = 已结束
published = 发布
updated = 更新
last-checked = 核对
audience = 对象
reading-time = 约 { $minutes } 分钟读完
on-this-page = 本页内容
previous = 上一篇
next = 下一篇
previous-next = 上一篇和下一篇
on-sheet = 印制海报
posters-of-page = 本页的海报
posters-of-page-note = 可下载打印，也可送印刷店印制。

## 列表与分页
paging = 分页
page-of = 第{ $page }页，共{ $pages }页
page-number = 第{ $page }页
previous-page = 上一页
next-page = 下一页
empty-section = 这个栏目还没有内容。
coming-up = 近期安排
past-ones = 往期回顾

## 主题和对象
topics = 主题
topic = 主题
topics-lead = 按主题找：每个主题下是相关的全部页面。
audience-lead = 按对象找：写给谁看的，都在一起。
topic-count = { $count }页
topic-feed = 订阅这个主题
by-topic = 按主题找
by-audience = 按对象找

## 首页
now-on = 近期活动
next-on = 下一场
nothing-on = 近期没有安排活动，请看往期回顾或订阅活动日历。
latest-notices = 通知公告
the-letter = 公开信
read-letter = 读这封信
open-reader = 打开读本
the-slogans = 标语口号
more-sections = 更多栏目
get-help = 有事找谁
get-help-note = 这些电话全国通用。遇到危险，先打110。

## 通知
effective = 执行日期
effective-from = 自{ $from }起
effective-until = 至{ $until }止
effective-range = { $from }至{ $until }
attachments = 附件

## 公文
organs = 发文机关
doc-no = 发文字号
document-date = 成文日期
reference-translation = 这一页是供参考的译文，以中文原文为准。

## 活动
event-number = 第{ $number }场
when = 时间
where = 地点
hosts = 主办
time-range = { $start }—{ $end }
ends-at = { $date } { $time }
rain-plan = 下雨怎么办
access = 入场与无障碍
programme = 节目单
item = 节目
minutes = 时长
minutes-count = { $minutes }分钟
add-to-calendar = 订阅活动日历
event-over = 本场活动已经结束。

## 读本
chapters = 目录
chapter-number = 第{ $number }篇
colophon = 版本说明
scene = 身边事
short-answer = 一句话答案
the-law = 法律怎么说
as-of = 条文文本截至{ $date }
law-note = 法律条文以中文文本为准。
what-to-do = 该怎么办
who-to-call = 找谁帮忙

## 标语
theme = 主题
medium = 用在哪里
law-behind = 法律依据
why-this = 为什么这样说

## 板报
size = 尺寸
panel-number = 第{ $number }块

## 培训和送法下乡
trainer = 授课
agenda = 日程
materials = 材料
stops = 路线
sets-out = 出发
team = 参加单位
services = 现场服务
copies = { $count }份

## 措施
measure-number = 措施{ $number }
points = 要点

## 海报
posters = 海报下载
posters-lead = 每张海报都可以直接下载打印。PDF带3毫米出血，可以送印刷店；办公室打印机选“实际大小”。
poster-of = 内容来自
poster-format = 幅面
poster-languages = 语言
poster-preview = 海报预览：{ $title }（{ $format }）
poster-pages = 页数
poster-profile = 印刷文件
download-readable = 下载阅读版 PDF
download-slice = 下载长图 { $number }/{ $total }
download-press = 印刷版 PDF（交印刷厂）
download-pdf = 下载PDF
pdf-size = PDF，{ $size }
print-here = 也可以在浏览器里打印这一页：只会印出海报，纸张选{ $format }，缩放选100%。
true-size = 实际尺寸{ $width } × { $height }毫米
other-sheets = 其他幅面和语言
no-posters = 还没有海报。

## 词汇表
glossary = 词汇表
letters = 按字母查
strokes = { $count }画
laws-and-regulations = 法律法规
also-called = 也作
rendering-from = 来源
term-body = 机构
term-programme = 活动
no-terms = 还没有词条。

## 找不到页面
not-found = 没有找到这一页
not-found-lead = 网址可能写错了，或者页面已经移走。
not-found-try = 您可以试试：
not-found-home = 回到首页
not-found-call = 有急事请直接打电话

## 订阅
feed-title = { $title }：最近更新

## 正文里的部件
alert-note = 说明
alert-tip = 提示
alert-important = 重要
alert-warning = 注意
alert-caution = 当心
footnotes = 注释
footnote-back = 回到正文
table = 表格
task-done = 已完成
task-open = 未完成
glosses = 词语解释
gloss-more = 看词汇表
gloss-close = 关闭

# 印张 Sheets
sheet-scan = 扫码看全文
sheet-printed = { $date }印制
all-dates = 每次的日期
repeats = 重复的日子：{ $rule }
past-dates = 已经过去的 { $count } 次
