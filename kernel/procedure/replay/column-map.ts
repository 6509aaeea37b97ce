import { LogError } from './log-error.ts'

/** Which columns (CSV) or attributes (XES) hold what, where a log does not use the usual names. */
export type ColumnMap = {
  case?: string
  activity?: string
  timestamp?: string
  /** CSV: one character. */
  delimiter?: string
  /** CSV: of a file that is not UTF-8, such as gb18030. */
  encoding?: string
  /** CSV: the rows of each case stand together, so that a case can be replayed before the file is at its end. */
  grouped?: boolean
}

const KEYS = ['case', 'activity', 'timestamp', 'delimiter', 'encoding', 'grouped']

/** Reads what `--map` gives; every mistake in it is named. */
export function readColumnMap(json: string): ColumnMap {
  let map: unknown
  try {
    map = JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (error) {
    const why = (error as Error).message
    throw new LogError(`--map 的文件不是 JSON：${why}`, `The file of --map is not JSON: ${why}`)
  }
  if (typeof map !== 'object' || map === null || Array.isArray(map))
    throw new LogError(
      '--map 要是一个 JSON 对象，如 {"case": "办件号"}。',
      'The map has to be a JSON object, such as {"case": "case no."}.',
    )
  for (const [key, value] of Object.entries(map)) {
    if (!KEYS.includes(key))
      throw new LogError(
        `--map 里不认识「${key}」。可以写：${KEYS.join('、')}。`,
        `The map has an unknown key “${key}”. There are: ${KEYS.join(', ')}.`,
      )
    const right = key === 'grouped' ? typeof value === 'boolean' : typeof value === 'string' && value !== ''
    if (!right || (key === 'delimiter' && [...(value as string)].length !== 1))
      throw new LogError(
        `--map 的「${key}」要是${key === 'grouped' ? ' true 或 false' : key === 'delimiter' ? '一个字符' : '文字'}。`,
        `The map's “${key}” has to be ${key === 'grouped' ? 'true or false' : key === 'delimiter' ? 'one character' : 'a text'}.`,
      )
  }
  return map as ColumnMap
}
