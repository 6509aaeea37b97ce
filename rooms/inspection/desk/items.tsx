import { action, type FormValues, page, standardProblem, text, uploaded } from '../../../kernel/platform/index.ts'
import { chartXml } from '../../../kernel/procedure/index.ts'
import { DeskPage, Empty, Facts, type FormField, readFields, StepForm, sayDay } from '../../../web/ui/index.ts'
import { getList, publishList } from '../contract.ts'
import { listPath, portal } from '../paths.ts'
import { publishesLists } from '../policy.ts'

const title = text('抽查事项清单', 'The list of inspection items')
const fields: FormField[] = [
  { name: 'content', kind: 'file', label: text('清单（JSON）', 'The list (JSON)'), accept: 'application/json,.json' },
  {
    name: 'bpmn',
    kind: 'file',
    label: text('流程图（BPMN），不换的不用选', 'The chart (BPMN), where it changes'),
    accept: '.bpmn,application/xml,text/xml',
    required: false,
  },
  { name: 'from', kind: 'day', label: text('施行的第一天', 'First day in force') },
]
const read = (f: FormValues, name: string): string | undefined => {
  const file = uploaded(f[name])
  return file && new TextDecoder().decode(file.bytes)
}
/** What is no JSON becomes nothing, which the contract refuses by the field's name. */
const parsed = (typed: string | undefined): unknown => {
  try {
    return JSON.parse(typed ?? '')
  } catch {
    return undefined
  }
}

/** The legal office takes the list away, changes it, and publishes it anew as one version: items, figures and chart together. */
export default page({
  path: listPath,
  shell: 'desk',
  allow: publishesLists,
  actions: {
    publish: action({
      operation: publishList,
      async input(f: FormValues, p) {
        const list = await p.call(getList, {})
        const bpmn = read(f, 'bpmn') ?? (list ? await chartXml(p.tx, list.chartDigest) : undefined) ?? ''
        const { from } = readFields(fields, f)
        return { content: parsed(read(f, 'content')), bpmn, from } as never
      },
      next: ({ number }) => `${listPath}?done=${number}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const list = await p.call(getList, {})
    if (p.query.file) {
      if (!list) throw standardProblem('NOT_FOUND')
      const chart = p.query.file === 'chart'
      const data = new TextEncoder().encode(
        chart ? ((await chartXml(p.tx, list.chartDigest)) ?? '') : `${JSON.stringify(list.content, null, 2)}\n`,
      )
      const name = chart ? `inspection-${list.number}.bpmn` : `inspection-list-${list.number}.json`
      return { title, bytes: { data, type: chart ? 'application/xml' : 'application/json', name } }
    }
    const figures = list
      ? Object.values(list.content)
          .flat()
          .filter((f) => 'confirmed' in f)
      : []
    // Whatever inside the file is wrong is said beside the file.
    const inside = Object.entries(p.form?.fields ?? {}).find(([k]) => k.startsWith('content'))
    const form = p.form && inside ? { ...p.form, fields: { ...p.form.fields, content: inside[1] } } : p.form
    const shown = { ...p, ...(form ? { form } : {}) }
    return {
      title,
      body: (
        <DeskPage
          p={shown}
          title={t(title)}
          lead={t(
            '清单以外的不查；清单、数字和流程图一起公布。',
            'What is not on it is not inspected; figures and chart go with it.',
          )}
          actions={<a href={`${portal}/items`}>{t('公开的样子', 'As everybody reads it')}</a>}
          said={[[p.query.done, text(`第 ${p.query.done} 版已公布。`, `Version ${p.query.done} is published.`)]]}
          labels={Object.fromEntries(fields.map((f) => [f.name, t(f.label)]))}
        >
          {list ? (
            <>
              <Facts
                rows={[
                  [
                    t('现行', 'In force'),
                    t(
                      `第 ${list.number} 版，自 ${list.from} 起`,
                      `version ${list.number}, from ${sayDay(list.from, lang)}`,
                    ),
                  ],
                  [t('事项', 'Items'), String(list.content.items.length)],
                  [
                    t('没有核实的数字', 'Figures not confirmed'),
                    `${figures.filter((f) => !(f as { confirmed: boolean }).confirmed).length} / ${figures.length}`,
                  ],
                  [t('摘要', 'Digest'), <code class="wrap">{list.digest}</code>],
                ]}
              />
              <p class="actions">
                <a href={`${listPath}?file=content`}>{t('下载现行清单（JSON）', 'Download the list (JSON)')}</a>{' '}
                <a href={`${listPath}?file=chart`}>{t('下载流程图（BPMN）', 'Download the chart (BPMN)')}</a>
              </p>
            </>
          ) : (
            <Empty>{t('还没有公布。', 'Not published yet.')}</Empty>
          )}
          <section class="narrow">
            <h2>{t('公布新的一版', 'Publish a new version')}</h2>
            <StepForm
              p={shown}
              name="publish"
              button={t('公布', 'Publish')}
              fields={fields}
              tells={t(
                '每个数字都要写明来源；写着已核实的要有依据。已经开出的检查仍按原来的一版。',
                'Each figure says its source; what is called confirmed has a basis. Inspections that are open keep their version.',
              )}
            />
          </section>
        </DeskPage>
      ),
    }
  },
})
