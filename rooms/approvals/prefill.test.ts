import { describe, expect, test } from 'vitest'
import { prefill } from './prefill.rules.ts'

const schema = {
  type: 'object',
  properties: {
    applicant: { type: 'string', title: '建设单位' },
    uscc: { type: 'string', title: '代码', format: 'uscc' },
    person: { type: 'string', title: '姓名' },
    personId: { type: 'string', title: '身份证号', format: 'resident-id' },
    phone: { type: 'string', title: '电话' },
    site: { type: 'string', title: '地点' },
    kind: { type: 'string', title: '类型', enum: ['甲', '乙'] },
  },
}
const me = { name: '林', phone: '138', address: '思明', residentId: '35' }
const before = { number: '350200-2026-000001', form: { site: '环岛路', kind: '甲', phone: '139' } }

describe('what fills a form, and from where', () => {
  test.each([
    ['self', { me, as: 'self' as const, before }, { person: '林', personId: '35', phone: '138', site: '环岛路' }],
    [
      'organisation',
      { me, as: 'organisation' as const, other: { name: '鹭岛', uscc: '91' } },
      { applicant: '鹭岛', uscc: '91', phone: '138' },
    ],
    // Nothing of the principal but what the paper says.
    ['authority', { me, as: 'authority' as const, other: { name: '陈' } }, { person: '陈', phone: '138' }],
  ])('%s', (_, known, values) => {
    const filled = prefill(schema, known)
    expect(filled.values).toEqual(values)
    expect(Object.keys(filled.from).sort()).toEqual(Object.keys(values).sort())
  })
  test('says the application that an entry is from', () => {
    expect(prefill(schema, { me, as: 'self', before }).from.site!.zh).toBe('来自您的申请 350200-2026-000001')
  })
})
