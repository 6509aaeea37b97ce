import chineseDays from 'chinese-days'
import { type Text, text } from '../platform/text.ts'

const DAY = 86_400_000
const plus = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString().slice(0, 10)

const NEW_YEAR = text('元旦', 'New Year')
const SPRING = text('春节', 'Spring Festival')
const QINGMING = text('清明节', 'Qingming Festival')
const LABOUR = text('劳动节', 'Labour Day')
const DRAGON_BOAT = text('端午节', 'Dragon Boat Festival')
const MID_AUTUMN = text('中秋节', 'Mid-Autumn Festival')
const NATIONAL = text('国庆节', 'National Day')

/** The moon's calendar is known this far. */
const MOON_THROUGH = 2100
const moon = (year: number, monthDay: string): string => chineseDays.getSolarDateFromLunar(`${year}-${monthDay}`).date

/**
 * The days off that the law itself fixes (全国年节及纪念日放假办法 art. 2, as revised in 2024; before 2004 as of 1999). What the State
 * Council's yearly notice adds by moving weekends is not known for such a year.
 */
export function statutoryHolidays(year: number): Map<string, Text> {
  const days = new Map<string, Text>()
  const add = (name: Text, first: string, count: number) => {
    for (let i = 0; i < count; i++) days.set(plus(first, i), name)
  }
  const now = year >= 2004
  add(NEW_YEAR, `${year}-01-01`, 1)
  add(LABOUR, `${year}-05-01`, now ? 2 : 3)
  add(NATIONAL, `${year}-10-01`, 3)
  if (now) add(QINGMING, chineseDays.getSolarTermDate(year, 4, 'pure_brightness'), 1)
  if (year < 1900 || year > MOON_THROUGH) return days
  const spring = moon(year, '01-01')
  add(SPRING, now ? plus(spring, -1) : spring, now ? 4 : 3)
  if (now) {
    add(DRAGON_BOAT, moon(year, '05-05'), 1)
    add(MID_AUTUMN, moon(year, '08-15'), 1)
  }
  return days
}
