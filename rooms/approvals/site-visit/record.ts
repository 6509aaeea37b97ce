import { defineDocument, issueDocument } from '../../../kernel/documents/index.ts'
import { type Text, text } from '../../../kernel/platform/index.ts'
import type { CaseFacts } from '../case.fold.ts'
import { act } from '../case.kind.ts'
import { visitOf } from './view.ts'
import { recordVisit, type VisitView } from './visit.contract.ts'
import { complete, visited } from './visit.rules.ts'
import { leads, onJoint } from './who.ts'
import { conclusionWords } from './words.ts'

type Recorded = { visit: VisitView; applicant: 'signed' | 'refused'; note: string }

/** One record with the part of each unit. Who came signed its part by giving it; the applicant at the place, or it says why not. */
export const visitRecord = defineDocument<CaseFacts, Recorded>({
  kind: 'site-visit-record',
  title: text('联合勘验记录', 'Record of the joint site visit'),
  series: '勘',
  signed: true,
  body: ({ at, input: { visit, applicant, note } }) => ({
    to: at.parties.find((p) => p.role === 'applicant')?.name ?? '',
    paragraphs: [
      text(
        `“${at.item!.content.name.zh}”（办件编号 ${at.found.number}）于 ${visit.on} ${visit.time} 联合勘验。${visit.said ?? ''}`,
        `“${at.item!.content.name.en}” (case ${at.found.number}) was inspected jointly on ${visit.on} at ${visit.time}. ${visit.said ?? ''}`,
      ),
      applicant === 'signed'
        ? text('申请人在场，已签字。', 'The applicant was there and signed.')
        : text('申请人没有签字。', 'The applicant did not sign.'),
      ...(note ? [text(note, note)] : []),
    ],
    lines: visit.units.map((u): [Text, Text] => [
      u.unitName,
      u.conclusion
        ? text(
            `${conclusionWords[u.conclusion].zh}。${u.finding ?? ''}（${u.who ?? ''}）`,
            `${conclusionWords[u.conclusion].en}. ${u.finding ?? ''} (${u.who ?? ''})`,
          )
        : text('期限内没有到场、没有填写意见', 'did not come or record its part within the limit'),
    ]),
    basis: [
      { law: '行政许可法', article: 26 },
      { law: '行政许可法', article: 34 },
    ],
  }),
})

export default onJoint(
  act(recordVisit, {
    act: 'site-visit.recorded',
    who: leads,
    check({ at: { facts }, input, clock, problem }) {
      const { visit } = facts
      if (!visit || visit.recordedAt || facts.closedAt || !visited(visit, clock.now())) throw problem('NOT_OPEN')
      if (!complete(facts, clock.now())) throw problem('WAITING')
      if (input.applicant === 'refused' && input.note === '')
        throw problem('NOTE', { fields: { note: recordVisit.errors.NOTE } })
    },
    async prepare(ctx) {
      const visit = (await visitOf(ctx, ctx.at))!
      return issueDocument(ctx, ctx.at, visitRecord, { visit, applicant: ctx.input.applicant, note: ctx.input.note })
    },
    says: ({ at: { facts }, input, made }) => {
      const came = facts.visit!.found.map((x) => x.unit)
      return {
        basis: [
          { law: '行政许可法', article: 26 },
          { law: '行政许可法', article: 34 },
        ],
        public: {
          came,
          missing: facts.visit!.units.filter((u) => !came.includes(u)),
          applicant: input.applicant,
          document: made.said,
        },
        private: { ...(input.note ? { note: input.note } : {}), document: made.content },
      }
    },
    output: ({ made }) => ({ document: made.said.number }),
  }),
)
