// The files of a penalty over HTTP: who must not see a material does not get it, whatever address he knows; who may hears it by parts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Session, type Site } from './site.ts'

type View = { id: string; code: string; papers: { id: string }[]; documents: { number: string }[] }
let site: Site
let officer: Session
let number: string
beforeAll(async () => {
  site = await openSite({ cases: 1 })
  officer = await site.logIn('enforce-jiaotong')
  const { rows } = await say('enforcement.list', { closed: false }, officer)
  number = rows.find((r: { status: { zh: string } }) => r.status.zh.includes('调查取证')).number
}, 240_000)
afterAll(() => site.close())

const say = async (operation: string, input: unknown, as: Session) => {
  const answer = await site.api(operation, input, as)
  if (answer.status !== 200) throw new Error(`${operation}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}
const view = (as: Session): Promise<View> => say('enforcement.view', { number }, as)
const status = async (path: string, as?: Session, headers: Record<string, string> = {}) =>
  (
    await fetch(`${site.url}${path}`, {
      headers: { ...(as ? { cookie: as.cookie } : {}), ...headers },
      redirect: 'manual',
    })
  ).status

const RECORDING = new Uint8Array([0, 0, 0, 24, ...Buffer.from('ftypisom'), ...Buffer.from('0123456789'.repeat(8))])
async function add(kind: string): Promise<string> {
  const form = new FormData()
  for (const [name, value] of Object.entries({
    do: 'evidence',
    csrf: officer.csrf,
    kind,
    maker: '执法人员一',
    takenOn: new Date(site.gnomon.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10),
    place: '港中路',
  }))
    form.set(name, value)
  form.set('file', new File([RECORDING], '现场.mp4'))
  const sent = await fetch(`${site.url}/desk/penalties/${number}`, {
    method: 'POST',
    body: form,
    headers: { cookie: officer.cookie },
    redirect: 'manual',
  })
  expect(sent.headers.get('location')).toContain('done')
  return (await view(officer)).papers.at(-1)!.id
}

test('the party gets the evidence with the notice and not before; what is said inside never; other units and strangers nothing', async () => {
  const paper = `/materials/${await add('audiovisual')}`
  const { code, id } = await view(officer)
  const party = await site.logIn('citizen2')
  await say('enforcement.join', { number, code }, party)
  const inCharge = await site.logIn('enforce-jiaotong-2')
  const absent = await site.logIn('enforce-jiaotong-3')
  const elsewhere = await site.logIn('enforce-siming-shichang')
  const head = await site.logIn('approver-jiaotong')
  const others = [absent, elsewhere, await site.logIn('citizen')]

  for (const may of [officer, inCharge, head]) expect(await status(paper, may)).toBe(200)
  expect(await status(paper, party)).toBe(404)
  expect((await view(party)).papers).toEqual([])
  for (const stranger of others) expect(await status(paper, stranger)).toBe(404)
  expect(await status(paper)).toBe(303)

  const facts = { gains: 1200, vehicles: 5, correction: '及时改正', harm: '一般' }
  const report = await say(
    'enforcement.report',
    { caseId: id, conclusion: 'penalise', kinds: ['fine'], facts, fine: 1_500_000, reasons: '有录像。' },
    officer,
  )
  await say('enforcement.notice', { caseId: id }, officer)
  expect(await status(paper, party)).toBe(200)
  expect((await view(party)).papers).toHaveLength(1)
  // The report lies in the secondary volume: never the party’s.
  const inside = `/documents/${encodeURIComponent(report.document)}.pdf`
  expect(await status(inside, officer)).toBe(200)
  for (const not of [party, ...others]) expect(await status(inside, not)).toBe(404)
  for (const stranger of others) expect(await status(paper, stranger)).toBe(404)
})

test('a recording is sent by the parts that are asked for, and nothing beyond it', async () => {
  const { papers } = await view(officer)
  const part = (range: string) =>
    fetch(`${site.url}/materials/${papers[0]!.id}?show=1`, { headers: { cookie: officer.cookie, range } })
  const size = RECORDING.length
  const one = await part('bytes=12-15')
  expect([one.status, one.headers.get('content-range'), await one.text()]).toEqual([206, `bytes 12-15/${size}`, '0123'])
  expect(one.headers.get('content-type')).toBe('video/mp4')
  const last = await part('bytes=-3')
  expect([last.status, await last.text()]).toEqual([206, '789'])
  const rest = await part(`bytes=${size - 2}-9999`)
  expect([rest.status, rest.headers.get('content-range')]).toEqual([206, `bytes ${size - 2}-${size - 1}/${size}`])
  for (const beyond of [`bytes=${size}-`, 'bytes=9-3', 'bytes=-0']) expect((await part(beyond)).status).toBe(416)
  for (const whole of ['bytes=0-1,4-5', 'lines=1-2', 'bytes=-'])
    expect([(await part(whole)).status, (await part(whole)).headers.get('accept-ranges')]).toEqual([200, 'bytes'])
  const shown = await part('bytes=0-1')
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'")
})
