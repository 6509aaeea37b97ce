import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LogError, type LogStats, Replayer, readCsv, readPnml, readXes, type Trace } from './index.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-logs-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let serial = 0
const file = (content: string | Buffer, ending: string) => {
  const path = join(folder, `${++serial}.${ending}`)
  writeFileSync(path, content)
  return path
}
const stats = (): LogStats => ({ events: 0, withoutTime: 0, outOfOrder: 0 })
const all = async (log: AsyncGenerator<Trace>) => {
  const traces: Trace[] = []
  for await (const t of log) traces.push(t)
  return traces
}
const event = (name: string, time?: string, life?: string) =>
  `<event><string key="concept:name" value="${name}"/>${time ? `<date key="time:timestamp" value="${time}"/>` : ''}${life ? `<string key="lifecycle:transition" value="${life}"/>` : ''}</event>`
const XES = `<?xml version="1.0" encoding="UTF-8"?><log><string key="concept:name" value="L"/><trace><string key="concept:name" value="c1"/>${event('受理', '2026-01-02T00:00:00Z')}${event('决定', '2026-01-01T00:00:00Z')}</trace>
<trace><string key="concept:name" value="c2"/>${event('受理', undefined, 'start')}${event('受理', undefined, 'COMPLETE')}</trace></log>`

describe('logs', () => {
  const expected = [
    { case: 'c1', activities: ['受理', '决定'] },
    { case: 'c2', activities: ['受理'] },
  ]
  test.each([
    ['plain', XES],
    ['gzip', gzipSync(XES)],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(XES.replace('UTF-8', 'UTF-16'), 'utf16le')])],
  ])('XES %s; the life cycle counts complete events, order and time are watched', async (_, content) => {
    const s = stats()
    expect(await all(readXes(file(content, 'xes'), s))).toEqual(expected)
    expect(s).toEqual({ events: 3, withoutTime: 1, outOfOrder: 1 })
  })
  test('CSV: quotes, usual headers, a map, semicolons, interleaved cases', async () => {
    const usual =
      'case:concept:name,concept:name,time:timestamp\r\nc1,"受理, ""甲""",2026-01-01\r\nc2,受理,\r\nc1,决定,2026-01-02\r\n'
    expect(await all(readCsv(file(usual, 'csv'), stats()))).toEqual([
      { case: 'c1', activities: ['受理, "甲"', '决定'] },
      { case: 'c2', activities: ['受理'] },
    ])
    expect(await all(readCsv(file('办件;步骤\nx;a\n', 'csv'), stats(), { case: '办件', activity: '步骤' }))).toEqual([
      { case: 'x', activities: ['a'] },
    ])
  })
  test.each([
    ['a truncated gzip', () => readXes(file(gzipSync(XES).subarray(0, 120), 'xes.gz'), stats()), /truncated/],
    ['broken XML', () => readXes(file(XES.slice(0, -20), 'xes'), stats()), /well-formed/],
    ['another XML', () => readXes(file('<x/>', 'xes'), stats()), /no XES/],
    [
      'an XML bomb',
      () => readXes(file(`<!DOCTYPE x [<!ENTITY a "b">]>${XES}`, 'xes'), stats()),
      /document type|well-formed/,
    ],
    [
      'an unknown encoding',
      () => readXes(file('<?xml version="1.0" encoding="none-such"?><log/>', 'xes'), stats()),
      /encoding/,
    ],
    ['an empty CSV', () => readCsv(file('', 'csv'), stats()), /empty/],
    ['a CSV without the columns', () => readCsv(file('x,y\n1,2\n', 'csv'), stats()), /--map/],
    ['an endless quote', () => readCsv(file('case,activity\n1,"a\n', 'csv'), stats()), /never ends/],
    ['no file', () => readXes(join(folder, 'none.xes'), stats()), /Cannot read/],
  ])('%s is named in both languages', async (_, read, message) => {
    const error = await all(read()).catch((e) => e)
    expect(error).toBeInstanceOf(LogError)
    expect(error.message).toMatch(message)
    expect(error.said.zh).toMatch(/[一-鿿]/)
  })
})

describe('PNML', () => {
  const pnml = (
    weight = '1',
  ) => `<?xml version="1.0"?><pnml><net id="n"><page id="g"><place id="p0"><initialMarking><text>1</text></initialMarking></place><place id="p1"/><place id="p2"/>
<transition id="a"><name><text>a</text></name></transition><transition id="s"><name><text>skip</text></name><toolspecific tool="ProM" version="6.4" activity="$invisible$"/></transition><transition id="b"><name><text>b</text></name></transition>
<arc id="1" source="p0" target="a"><inscription><text>${weight}</text></inscription></arc><arc id="2" source="a" target="p1"/><arc id="3" source="p1" target="b"/><arc id="4" source="b" target="p2"/><arc id="5" source="p1" target="s"/><arc id="6" source="s" target="p2"/></page>
<finalmarkings><marking><place idref="p2"><text>1</text></place></marking></finalmarkings></net></pnml>`
  test('places, invisible transitions, initial and final marking', () => {
    const { net, initial, final } = readPnml(pnml())
    const replayer = new Replayer(net, { initial, ...(final ? { final } : {}) })
    expect([replayer.replay(['a']).fit, replayer.replay(['a', 'b']).fit, replayer.replay(['b']).fit]).toEqual([
      true,
      true,
      false,
    ])
  })
  test.each([
    ['weights', pnml('2'), /weight/],
    ['nothing', '<pnml/>', /no Petri net/],
    ['an arc to nothing', pnml().replace('target="p2"/><arc id="5"', 'target="none"/><arc id="5"'), /nothing/],
    ['entities', `<!DOCTYPE x>${pnml()}`, /document type/],
  ])('%s are refused by name', (_, xml, message) => expect(() => readPnml(xml)).toThrow(message))
})
