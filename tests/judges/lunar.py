"""Are lunar dates right? Every day from 31 January 1900 to 31 December 2100 is compared with two tables that are neither ours nor
those of the library we use: zhdate (table of 1900 to 2100) and borax (table of its own). Weekdays and the year's place in the cycle
of sixty are worked out here.

The tables differ in three months, whose new moons fall within two minutes of midnight (Yuk Tung Liu, "Calendar Calculation", gives
them as 2057-09-29 00:00:40, 2089-09-04 23:59:11 and 2097-08-08 00:02, each uncertain by what the turning of the earth will be by
then). We keep to the days that the Hong Kong Observatory has published, as zhdate does; borax begins these months a day later.
"""

import json
from datetime import date, datetime, timedelta

from borax.calendars.lunardate import LunarDate
from zhdate import ZhDate

from lib.judge import PROGRAM, run, verdict

FIRST, LAST = date(1900, 1, 31), date(2100, 12, 31)

DISPUTED = {(2057, 8), (2057, 9), (2089, 7), (2089, 8), (2097, 6), (2097, 7)}
"""Lunar years and months in which borax is a day behind: the month that begins late, and the one before, which ends late."""
DISPUTED_DAYS = 90
"""In how many days that shows."""

STEMS, BRANCHES, ANIMALS = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥", "鼠牛虎兔龙蛇马羊猴鸡狗猪"


def of_zhdate(day):
    """Year, month, day and whether the month is a leap month, as zhdate has it."""
    lunar = ZhDate.from_datetime(datetime(day.year, day.month, day.day))
    return lunar.lunar_year, lunar.lunar_month, lunar.lunar_day, bool(lunar.leap_month)


def of_borax(day):
    """The same, as borax has it."""
    lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
    return lunar.year, lunar.month, lunar.day, bool(lunar.leap)


def year_name(year):
    """The name of a lunar year: the year 4 of our era was 甲子."""
    return f"{STEMS[(year - 4) % 10]}{BRANCHES[(year - 4) % 12]}年（{ANIMALS[(year - 4) % 12]}年）"


def main():
    printed, content = run(PROGRAM, "date", "--from", FIRST, "--to", LAST, "--format", "json")
    if not content:
        verdict([printed], "", 1)
    ours = json.loads(printed)
    faults, disputed = [], 0
    day = FIRST
    for said in ours:
        if said["iso"] != day.isoformat():
            faults.append(f"{day} is missing: {said['iso']} stands in its place")
            break
        lunar = said["lunar"]
        mine = lunar["year"], lunar["month"], lunar["day"], lunar["leap"]
        if mine != of_zhdate(day):
            faults.append(f"{day}: {mine}, and {of_zhdate(day)} in zhdate")
        if mine != of_borax(day):
            if mine[:2] in DISPUTED:
                disputed += 1
            else:
                faults.append(f"{day}: {mine}, and {of_borax(day)} in borax")
        if lunar["year_zh"] != year_name(mine[0]):
            faults.append(f"{day}: the year is {year_name(mine[0])}, not {lunar['year_zh']}")
        if said["en"]["weekday"] != day.strftime("%A"):
            faults.append(f"{day} is a {day.strftime('%A')}, not a {said['en']['weekday']}")
        day += timedelta(days=1)
    if day != LAST + timedelta(days=1):
        faults.append(f"the days end before {day}")
    if disputed != DISPUTED_DAYS:
        faults.append(f"borax differs in {disputed} days of the disputed months, not in {DISPUTED_DAYS}")
    verdict(faults, f"{len(ours)} days agree with zhdate, and with borax but for {disputed} in three disputed months", len(ours))


main()
