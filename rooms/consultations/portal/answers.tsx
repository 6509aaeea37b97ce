import { z } from 'zod'
import { units } from '../../../kernel/identity/index.ts'
import { anyone, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { type Column, csvFile, List, listQuery, PortalPage, sayDay, words } from '../../../web/ui/index.ts'
import { answers, requests } from '../contract.ts'
import * as paths from '../paths.ts'
import { routes, titleOf } from '../routes.ts'

const TITLE = text('公开的问答', 'Published questions')
const read = listQuery({ q: words, class: z.string().max(60).optional() }, { size: 40 })
type Row = { number: string; title: string; class: string; unit: string; on: string }

export const portalAnswers = page({
  path: paths.answers,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { lang, t } = p
    const q = read(p)
    const all = await units(p.tx)
    const { rows, total } = await p.call(answers, { ...q.filters, page: q.page, size: q.size })
    const columns: Column<Row>[] = [
      { key: 'title', title: text('问题', 'Question'), value: (r) => r.title, phone: 'heading' },
      { key: 'class', title: text('类别', 'Kind'), value: (r) => titleOf(r.class)[lang] },
      {
        key: 'unit',
        title: text('答复单位', 'Answered by'),
        value: (r) => all.find((u) => u.code === r.unit)?.name[lang] ?? r.unit,
      },
      { key: 'on', title: text('公开日期', 'Published'), value: (r) => r.on, cell: (r) => sayDay(r.on, lang) },
    ]
    if (q.csv) return csvFile(TITLE, columns, rows, p)
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          back={{ href: paths.portal, text: t('咨询投诉', 'Questions and complaints') }}
        >
          <List
            lang={lang}
            title={TITLE}
            columns={columns}
            rows={rows}
            total={total}
            query={q}
            href={(r) => `${paths.answers}/${r.number}`}
            filters={[
              { name: 'q', title: text('问题或答复里的词', 'Words'), kind: 'search' },
              {
                name: 'class',
                title: text('类别', 'Kind'),
                kind: 'choice',
                options: routes.map((r) => ({ value: r.code, text: r.title })),
              },
            ]}
            empty={text('还没有这样的问答；可以自己问。', 'None like that yet; please ask.')}
          />
        </PortalPage>
      ),
    }
  },
})

export const portalAnswer = page({
  path: `${paths.answers}/:number`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const [found] = await p.call(requests, { numbers: [p.params.number!] })
    if (!found?.shared) throw standardProblem('NOT_FOUND')
    const { title, question, answer } = found.shared
    const lines = (s: string) => s.split('\n').map((line) => <p>{line}</p>)
    return {
      title: text(title, title),
      body: (
        <PortalPage p={p} title={title} back={{ href: paths.answers, text: t(TITLE) }} narrow>
          <h2>{t('问', 'Question')}</h2>
          {lines(question)}
          <h2>{t('答', 'Answer')}</h2>
          {lines(answer)}
          <p class="small">
            {found.unitName[lang]} · {sayDay(found.updatedAt, lang)}
          </p>
        </PortalPage>
      ),
    }
  },
})
