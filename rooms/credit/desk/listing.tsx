import type { CaseView } from '../../../kernel/cases/index.ts'
import { postOf, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, officerPage, serviceOf, unitListPage } from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'
import { listing } from '../listing.kind.ts'
import { listOf } from '../lists.ts'
import * as paths from '../paths.ts'
import { lastDay } from '../term.rules.ts'

const first = (c: CaseView) => c.acts[0]!.facts
const listed = (c: CaseView) => c.status === 'listed'
const flags = (c: CaseView) =>
  c.acts.reduce<string[]>((all, a) => {
    if (a.type !== 'listing.flagged') return all
    const others = all.filter((f) => f !== a.facts.flag)
    return a.facts.on ? [...others, a.facts.flag as string] : others
  }, [])
const reason = text('理由', 'Reasons')
const flagFields = fieldsOf(contract.flag, {
  flag: {
    label: text('标注', 'Flag'),
    options: { objection: text('异议', 'Objection'), review: text('复议或诉讼', 'Review or suit') },
  },
  on: { label: text('加上（不选就是取消）', 'Set it (else it is taken off)') },
  reason: { label: text('处理结果或理由', 'Outcome or reasons'), kind: 'lines' },
})

export const deskListings = unitListPage({ kind: listing, path: paths.desk, title: text('列入名单', 'Listings') })

export const deskListing = officerPage({
  kind: listing,
  path: paths.desk,
  list: text('列入名单', 'Listings'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  facts(c, p) {
    const l = listOf(String(first(c).list))
    return [
      [p.t('名单', 'List'), l?.title[p.lang] ?? ''],
      [p.t('依据的文书', 'Ground'), String(first(c).decision)],
      ...(first(c).uscc ? [[p.t('信用代码', 'Credit code'), String(first(c).uscc)] as [string, string]] : []),
      [p.t('移出条件', 'Exit'), l?.exit[p.lang] ?? ''],
      ...(flags(c).length > 0 ? [[p.t('标注', 'Flags'), flags(c).join(' ')] as [string, string]] : []),
    ]
  },
  more: (c, p) =>
    c.status === 'annulled' && (
      <p>
        <a href={`${paths.deskLeaned}/${c.acts.find((a) => a.type === 'listing.published')?.facts.mark}`}>
          {p.t('依据它作出的行为，要逐件纠正', 'Acts that leaned on it, each to be mended')}
        </a>
      </p>
    ),
  actions: {
    notice: {
      contract: contract.notice,
      title: text('出具告知书', 'Issue the notice'),
      when: 'listing.noticed',
      fields: fieldsOf(contract.notice, {
        reasons: { label: text('事实和理由', 'Facts and reasons'), kind: 'lines', lines: 5 },
      }),
    },
    object: {
      contract: contract.object,
      title: text('记录当事人意见', 'Record an objection'),
      when: (c) => c.status === 'noticed' && c.mine.includes('listing.weighed'),
      fields: fieldsOf(contract.object, {
        objection: { label: text('当事人说了什么', 'What was said'), kind: 'lines' },
      }),
    },
    weigh: {
      contract: contract.weigh,
      title: text('复核意见', 'Weigh'),
      when: (c) => c.mine.includes('listing.weighed') && c.documents.some((d) => d.served),
      fields: fieldsOf(contract.weigh, {
        outcome: {
          label: text('结果', 'Result'),
          options: { go: text('继续，报请决定', 'Go on to the decision'), drop: text('不列入', 'Drop') },
        },
        adopted: {
          label: text('当事人的意见', 'What was said'),
          options: {
            'none-made': text('没有提出', 'None made'),
            adopted: text('采纳', 'Adopted'),
            partly: text('部分采纳', 'Partly'),
            not: text('不采纳', 'Not adopted'),
          },
        },
        opinion: { label: text('核实情况和答复', 'What was verified, and the answer'), kind: 'lines', lines: 5 },
      }),
    },
    decide: {
      contract: contract.decide,
      title: text('决定', 'Decide'),
      when: 'listing.decided',
      fields: fieldsOf(contract.decide, {
        outcome: {
          label: text('决定', 'Decision'),
          options: { list: text('列入', 'List'), drop: text('不列入', 'Do not list') },
        },
        to: { label: text('到哪天为止（列入时写）', 'Until when (if listed)'), required: false },
        reason: { label: reason, kind: 'lines' },
      }),
      values: (c, p) => {
        const l = listOf(String(first(c).list))
        return l ? { to: lastDay(p.clock.now().toISOString().slice(0, 10), l.term.least) } : {}
      },
      tells: () =>
        text(
          '期限自决定书之日起算，在名单规定的范围内；决定书和修复告知书同时送达。',
          'The term counts from the decision, within what the list provides; served together with how it is repaired.',
        ),
      danger: true,
    },
    tell: { contract: contract.tell, title: text('出具修复告知书', 'Issue how it is repaired'), when: 'listing.told' },
    serve: serviceOf((c) => !c.closed && (c.mine.includes('listing.weighed') || c.mine.includes('listing.published'))),
    publish: {
      contract: contract.publish,
      title: text('公布', 'Publish'),
      when: (c) => c.mine.includes('listing.published') && c.documents.every((d) => d.served),
      tells: () => text('公示、共享和限制措施从现在起生效。', 'Display, sharing and measures begin now.'),
    },
    flag: { contract: contract.flag, title: text('标注或更新标注', 'Flag'), when: listed, fields: flagFields },
    annul: {
      contract: contract.annul,
      title: text('撤销列入', 'Annul'),
      when: listed,
      fields: fieldsOf(contract.annul, { reason: { label: reason, kind: 'lines' } }),
      tells: () =>
        text(
          '公示、共享和措施同时停止；随后给出依据它作出的全部行为。',
          'Display, sharing and measures end together; then every act that leaned on it is listed.',
        ),
      danger: true,
    },
  },
})
