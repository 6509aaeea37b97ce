import { contract as cases } from '../../../kernel/cases/index.ts'
import { page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { CitizenCase, Documents } from '../../../web/ui/index.ts'
import { complaint } from '../case.kind.ts'
import { portal } from '../paths.ts'
import { Clock, documentsOf, lightOf, timelineOf } from '../view.tsx'

/** Progress by number: for who complained, and for the unit that it is about (without the name). */
export default page({
  path: `${portal}/:number`,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const { t, lang } = p
    const v = await p.call(cases.viewCase, { number: p.params.number! })
    if (v.kind !== complaint.kind) throw standardProblem('NOT_FOUND')
    const light = lightOf(v)
    const about = v.parties.find((x) => x.role === 'about')?.name
    return {
      title: text(`投诉 ${v.number}`, `Complaint ${v.number}`),
      body: (
        <CitizenCase
          p={p}
          title={t(`对${about}的投诉`, `Complaint about ${about}`)}
          number={v.number}
          about={t(v.unitName)}
          status={t(v.statusText)}
          light={light && { colour: light.colour, text: t(light) }}
          late={v.now?.count.overdue ?? false}
          back={{ href: portal, text: t('我的投诉', 'My complaints') }}
          said={[[p.query.done, text('已收到您的投诉。', 'Your complaint was received.')]]}
          timeline={timelineOf(v, p)}
          next={
            v.closed
              ? t('已经办结。', 'It is closed.')
              : t(`由${v.work[0]?.who.zh ?? v.unitName.zh}办理。`, `With ${v.work[0]?.who.en ?? v.unitName.en}.`)
          }
          todo={v.documents.length > 0 && <Documents list={documentsOf(v, p)} lang={lang} />}
          clock={v.now && <Clock v={v} p={p} />}
        />
      ),
    }
  },
})
