const DIGITS = [...'零壹贰叁肆伍陆柒捌玖']
const SMALL = ['', '拾', '佰', '仟']
const LARGE = ['', '万', '亿', '万亿']

/** A whole amount of 分 in capitals 大写, as bills and contracts say it: 人民币壹仟零伍拾万元整. A slip of a digit shows. */
export function capitals(fen: number): string {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`no amount: ${fen}`)
  const yuan = Math.floor(fen / 100)
  const [jiao, cent] = [Math.floor((fen % 100) / 10), fen % 10]
  const whole = yuan === 0 ? '' : `${say(yuan)}元`
  if (jiao === 0 && cent === 0) return `人民币${whole || '零元'}整`
  const rest = `${jiao > 0 ? `${DIGITS[jiao]}角` : whole ? '零' : ''}${cent > 0 ? `${DIGITS[cent]}分` : '整'}`
  return `人民币${whole}${rest}`
}

function say(n: number): string {
  const groups: number[] = []
  for (let rest = n; rest > 0; rest = Math.floor(rest / 10_000)) groups.push(rest % 10_000)
  let said = ''
  for (let g = groups.length - 1; g >= 0; g--) {
    const group = groups[g]!
    if (group === 0) continue
    // A gap between two groups is said once.
    if (said && (group < 1000 || groups[g + 1] === 0)) said += '零'
    said += four(group) + LARGE[g]!
  }
  return said
}

function four(n: number): string {
  let said = ''
  let gap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(n / 10 ** place) % 10
    if (digit === 0) gap = said !== ''
    else {
      said += `${gap ? '零' : ''}${DIGITS[digit]}${SMALL[place]}`
      gap = false
    }
  }
  return said
}
