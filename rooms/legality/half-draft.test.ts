import { afterAll, beforeAll, expect, test } from 'vitest'
import { itemContent, shaped } from '../../kernel/catalog/index.ts'
import { openSite, type Site } from '../../test/server/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite({ cases: 1 })
}, 240_000)
afterAll(() => site.close())

test('a draft that an API left half, or wrong, has its page, with what is missing said', async () => {
  const drafter = await site.logIn('drafter')
  const halves = [
    {},
    { name: 'x', limits: null, materials: [null, 'y'], basis: {} },
    { name: { zh: '半份' }, faq: [{}] },
  ]
  for (const [i, content] of halves.entries()) {
    const made = await site.api(
      'legality.open-draft',
      { code: `350200-01-990${i}`, content, form: [], bpmn: '<x' },
      drafter,
    )
    const { id } = await made.json()
    expect(made.status).toBe(200)
    const page = await fetch(`${site.url}/desk/drafts/${id}`, { headers: { cookie: drafter.cookie } })
    expect([i, page.status]).toEqual([i, 200])
    expect((await fetch(`${site.url}/desk/drafts`, { headers: { cookie: drafter.cookie } })).status).toBe(200)
    const sent = await site.api('legality.submit-for-review', { id }, drafter)
    expect(sent.status).toBeLessThan(500)
    expect(sent.status).toBeGreaterThan(399)
  }
})

test('what is whole stays as it is', () => {
  const whole = { zh: '甲', en: 'A' }
  const made = shaped(itemContent, { name: whole, faq: [{ question: whole, answer: whole }] }) as Record<
    string,
    unknown
  >
  expect([made.name, made.faq]).toEqual([whole, [{ question: whole, answer: whole }]])
})
