import { type Text, text } from '../../kernel/platform/text.ts'

export const CODES = ['R003', 'R018', 'R024', 'R025', 'R028', 'R030', 'R035', 'R036', 'R038', 'R048', 'R058'] as const
export type Code = (typeof CODES)[number]

export type Settings = {
  /** The currency that amounts are compared in; the first one met where it is left out. */
  currency?: string | undefined
  /** Procedures (`procurementMethodDetails`) that compare prices, or that do not. */
  comparing: Set<string>
  notComparing: Set<string>
  /** Procedures that are left out of everything. */
  excluded: Set<string>
  codes: Set<Code>
  R003: { threshold: number; methods: Set<string>; byDetails: Map<string, number> }
  R018: { methods: Set<string> }
  R024: { threshold?: number | undefined }
  R025: { percentile: number; threshold?: number | undefined }
  R035: { threshold: number }
  R038: { threshold?: number | undefined; minimumBids: number; minimumProcesses: number }
  R048: { threshold?: number | undefined; digits: number; minimumProcesses: number }
  R058: { threshold?: number | undefined }
}

export class BadSettings extends Error {
  readonly said: Text
  constructor(said: Text) {
    super(said.en)
    this.said = said
  }
}

type Sections = Map<string, Map<string, string>>
/** Sections of other commands of the field's settings file. */
const OTHERS = /^(defaults|redactions|corrections|modifications|codelists(\..+)?|R044|R055)$/

function fromIni(source: string): Sections {
  const sections: Sections = new Map([['', new Map()]])
  let section = sections.get('')!
  for (const [i, raw] of source
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim()
    if (line === '' || /^[;#]/.test(line)) continue
    const head = /^\[([^\]]+)\]$/.exec(line)
    const pair = /^([^=]+?)\s*=\s*(.*)$/.exec(line)
    if (head) {
      section = sections.get(head[1]!) ?? new Map()
      sections.set(head[1]!, section)
    } else if (pair) section.set(pair[1]!, pair[2]!.replace(/\s+[;#].*$/, '').trim())
    else throw new BadSettings(text(`第 ${i + 1} 行看不懂：${line}`, `Line ${i + 1} cannot be read: ${line}`))
  }
  return sections
}

function fromJson(given: Record<string, unknown>): Sections {
  const sections: Sections = new Map([['', new Map()]])
  const put = (name: string, of: Record<string, unknown>) => {
    const section = sections.get(name) ?? new Map<string, string>()
    sections.set(name, section)
    for (const [key, value] of Object.entries(of))
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        put(name ? `${name}.${key}` : key, value as Record<string, unknown>)
      else section.set(key, Array.isArray(value) ? value.join('|') : String(value))
  }
  put('', given)
  return sections
}

/** All flags with their defaults. */
export const DEFAULTS = (): Settings => settingsOf(new Map(CODES.map((code) => [code as string, new Map()])))

/** @throws BadSettings saying the section and what to write there */
export function readSettings(source: string): Settings {
  if (!/^\s*\{/.test(source)) return settingsOf(fromIni(source))
  try {
    return settingsOf(fromJson(JSON.parse(source)))
  } catch (error) {
    if (error instanceof BadSettings) throw error
    throw new BadSettings(
      text(`不是 JSON：${(error as Error).message}`, `This is no JSON: ${(error as Error).message}`),
    )
  }
}

function settingsOf(sections: Sections): Settings {
  const take = (section: string, key: string): string | undefined => {
    const found = sections.get(section)?.get(key)
    sections.get(section)?.delete(key)
    return found
  }
  const number = (section: string, key: string, least = 0, whole = false): number | undefined => {
    const given = take(section, key)
    if (given === undefined) return undefined
    const value = Number(given)
    if (given === '' || !Number.isFinite(value) || value < least || (whole && !Number.isInteger(value)))
      throw new BadSettings(
        text(
          `[${section}] ${key} 要写${whole ? '整数' : '数'}，不小于 ${least}，写的是“${given}”`,
          `[${section}] ${key} is a ${whole ? 'whole number' : 'number'} of at least ${least}, not “${given}”`,
        ),
      )
    return value
  }
  const list = (section: string, key: string, otherwise = ''): Set<string> =>
    new Set((take(section, key) ?? otherwise).split('|').flatMap((w) => w.trim() || []))
  const settings: Settings = {
    currency: take('', 'currency'),
    comparing: list('', 'price_comparison_procurement_methods'),
    notComparing: list('', 'no_price_comparison_procurement_methods'),
    excluded: list('exclusions', 'procurement_method_details'),
    codes: new Set(CODES.filter((code) => sections.has(code))),
    R003: {
      threshold: number('R003', 'threshold', 0, true) ?? 15,
      methods: list('R003', 'procurement_methods'),
      byDetails: new Map(
        [...(sections.get('R003.procurement_method_details')?.keys() ?? [])].map((name) => [
          name,
          number('R003.procurement_method_details', name, 0, true)!,
        ]),
      ),
    },
    R018: { methods: list('R018', 'procurement_methods', 'open|selective') },
    R024: { threshold: number('R024', 'threshold') },
    R025: { percentile: number('R025', 'percentile', 0, true) ?? 75, threshold: number('R025', 'threshold') },
    R035: { threshold: Math.max(1, number('R035', 'threshold', 0, true) ?? 1) },
    R038: {
      threshold: number('R038', 'threshold'),
      minimumBids: number('R038', 'minimum_submitted_bids', 0, true) ?? 2,
      minimumProcesses: number('R038', 'minimum_contracting_processes', 0, true) ?? 2,
    },
    R048: {
      threshold: number('R048', 'threshold'),
      digits: number('R048', 'digits', 1, true) ?? 2,
      minimumProcesses: number('R048', 'minimum_contracting_processes', 0, true) ?? 20,
    },
    R058: { threshold: number('R058', 'threshold') },
  }
  for (const [section, left] of sections) {
    if (OTHERS.test(section)) continue
    const known = section === '' || section === 'exclusions' || section === 'R003.procurement_method_details'
    const [key] = left.keys()
    if (!known && !(CODES as readonly string[]).includes(section))
      throw new BadSettings(
        text(
          `没有 [${section}] 这一节；有 ${CODES.join('、')}`,
          `There is no section [${section}]; there are ${CODES.join(', ')}`,
        ),
      )
    if (key !== undefined)
      throw new BadSettings(text(`[${section}] 没有 ${key} 这一项`, `[${section}] has no property ${key}`))
  }
  return settings
}
