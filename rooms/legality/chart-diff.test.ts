import { describe, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import { chartDiff, chartParts } from '../../kernel/procedure/index.ts'
import { CITY, CONSTRUCTION } from '../../test/city.ts'
import { contentDiff, formDiff } from './content-diff.rules.ts'
import { sayValues } from './desk/said-values.ts'

const item = readItems(CITY).find((i) => i.code === CONSTRUCTION)!
const chart: string = item.bpmn
const diff = async (changed: string) => chartDiff(await chartParts(chart), await chartParts(changed), sayValues([]))
const swap = (from: string | RegExp, to: string) => {
  const changed = chart.replace(from, to)
  if (changed === chart) throw new Error(`the chart has no ${from}`)
  return changed
}

describe('what changed in a chart', () => {
  test.each<[string, () => string, string[], string[]]>([
    ['nothing', () => chart, [], []],
    ['where it stands on the page', () => swap(/<dc:Bounds x="\d+"/, '<dc:Bounds x="1"'), [], []],
    [
      'the post of a step',
      () => swap(/(<userTask id="review"[^>]*gnomon:post=)"[^"]*"/, '$1"approver"'),
      ['审查：岗位 审查 → 审批'],
      ['review changed'],
    ],
    [
      'a post that is none stays as it is written',
      () => swap(/(<userTask id="review"[^>]*gnomon:post=)"[^"]*"/, '$1"foobar"'),
      ['审查：岗位 审查 → “foobar”'],
      ['review changed'],
    ],
    [
      'the name of a step',
      () => swap(/(<userTask id="review"[^>]*? name=)"[^"]*"/, '$1"复核"'),
      ['「审查」改名为「复核」'],
      ['review changed'],
    ],
    [
      'a limit of its own',
      () => swap('<userTask id="review"', '<userTask id="review" gnomon:limit="3" gnomon:limitUnit="working-day"'),
      ['审查：期限 （没有） → 3 个工作日'],
      ['review changed'],
    ],
    [
      'another act',
      () => swap(/(<userTask id="review"[^>]*gnomon:act=)"[^"]*"/, '$1"case.decided"'),
      ['审查：行为 审查 → 决定'],
      ['review changed'],
    ],
  ])('%s', async (_, changed, lines, states) => {
    const found = await diff(changed())
    expect(found.lines.map((l) => l.zh)).toEqual(lines)
    expect(Object.entries(found.now).map(([id, s]) => `${id} ${s}`)).toEqual(states)
  })

  const small = (middle: string, flows: string) =>
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="p" isExecutable="true">
      <startEvent id="s"/>${middle}<endEvent id="e"/>${flows}</process></definitions>`
  const flow = (id: string, from: string, to: string, more = '') =>
    `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${more}</sequenceFlow>`
  const condition = (feel: string) => `<conditionExpression>${feel}</conditionExpression>`
  const task = (id: string, name: string) => `<userTask id="${id}" name="${name}"/>`
  const plain = small(
    task('a', '甲') + task('b', '乙'),
    flow('f1', 's', 'a') + flow('f2', 'a', 'b') + flow('f3', 'b', 'e'),
  )
  test.each<[string, string, string, string[], Record<string, string>, Record<string, string>]>([
    [
      'a step taken out',
      plain,
      small(task('a', '甲'), flow('f1', 's', 'a') + flow('f2', 'a', 'e')),
      ['删去「乙」（人工任务）', '新增连线 甲 → 结束', '删去连线 甲 → 乙', '删去连线 乙 → 结束'],
      { b: 'removed', f2: 'removed', f3: 'removed' },
      { f2: 'added' },
    ],
    [
      'ids that another tool wrote anew, the same steps',
      plain,
      small(
        task('x1', '甲') + task('x2', '乙'),
        flow('y1', 's', 'x1') + flow('y2', 'x1', 'x2') + flow('y3', 'x2', 'e'),
      ),
      [],
      {},
      {},
    ],
    [
      'a condition',
      small(task('a', '甲'), flow('f1', 's', 'a', condition('sum &lt; 5')) + flow('f2', 'a', 'e')),
      small(task('a', '甲'), flow('f1', 's', 'a', condition('sum &lt; 9')) + flow('f2', 'a', 'e')),
      ['连线 开始 → 甲：条件 sum < 5 → sum < 9'],
      { f1: 'changed' },
      { f1: 'changed' },
    ],
    [
      'a step put in',
      small(task('a', '甲'), flow('f1', 's', 'a') + flow('f2', 'a', 'e')),
      plain,
      ['新增「乙」（人工任务）', '新增连线 甲 → 乙', '新增连线 乙 → 结束', '删去连线 甲 → 结束'],
      { f2: 'removed' },
      { b: 'added', f2: 'added', f3: 'added' },
    ],
  ])('%s', async (_, before, now, lines, old, fresh) => {
    const found = chartDiff(await chartParts(before), await chartParts(now), sayValues([]))
    expect(found.lines.map((l) => l.zh)).toEqual(lines)
    expect(found.before).toEqual(old)
    expect(found.now).toEqual(fresh)
  })
})

describe('what changed in content and form', () => {
  const edit = <T>(of: T, change: (copy: any) => void): T => {
    const copy = structuredClone(of)
    change(copy)
    return copy
  }
  const said = (list: { where: { zh: string }; before: { zh: string } | null; now: { zh: string } | null }[]) =>
    list.map((d) => `${d.where.zh}：${d.before?.zh ?? '—'} → ${d.now?.zh ?? '—'}`)
  test('nothing', () => {
    expect(contentDiff(item.content, structuredClone(item.content))).toEqual([])
    expect(formDiff(item.form, structuredClone(item.form))).toEqual([])
  })
  test('a limit, a material that went, a choice: in the words of the form, never as JSON', () => {
    const days = item.content.limits.promised.value
    const gone = item.content.materials[1]!.name.zh
    const changed = edit(item.content, (c) => {
      c.limits.promised.value = days - 1
      c.materials.splice(1, 1)
      c.materials[0].mandatory = !c.materials[0].mandatory
    })
    const list = said(contentDiff(item.content, changed))
    expect(list).toContain(`承诺期限（工作日）：${days} → ${days - 1}`)
    expect(list).toContain(`材料 2：${gone} → —`)
    expect(list).toContain('材料 1 · 必须提交：是 → 否')
    expect(list.length).toBe(3)
    expect(list.join('')).not.toMatch(/[{}[\]"]/)
  })
  test('English alone', () => {
    const changed = edit(item.content, (c) => {
      c.name.en = 'Another name'
    })
    expect(said(contentDiff(item.content, changed))).toEqual([
      `事项名称（英文）：${item.content.name.en} → Another name`,
    ])
  })
  test('a field of the form that is new, one that is required no more', () => {
    const changed = edit(item.form, (f: any) => {
      f.properties.fax = { type: 'string', title: '传真', 'x-en': 'Fax', maxLength: 20 }
      f.required = f.required.filter((k: string) => k !== 'contact')
    })
    expect(said(formDiff(item.form, changed))).toEqual([
      `申请表 · ${item.form.properties.contact.title} · 必填：是 → 否`,
      '申请表 · 传真：— → 一行文字',
    ])
  })
})
