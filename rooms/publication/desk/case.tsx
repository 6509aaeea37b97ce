import type { CaseView } from '../../../kernel/cases/index.ts'
import { postOf, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, officerPage, unitListPage } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { PUBLICIST, publication, REVIEWER } from '../case.kind.ts'
import * as contract from '../contract.ts'
import { itemOf } from '../items.ts'
import * as paths from '../paths.ts'
import type { Content } from '../steps.ts'

const TITLE = text('主动公开', 'Publications')
export const deskList = unitListPage({ kind: publication, path: paths.desk, title: TITLE })

type View = CaseView & { draft: Content | null }
const drafting = fieldsOf(contract.draft, {
  title: text('名称', 'Title'),
  summary: { label: text('内容概述', 'Summary'), kind: 'lines', lines: 2 },
  body: { label: text('全文', 'Whole text'), kind: 'lines', lines: 12 },
  until: { label: text('有效期至（没有就空着）', 'In force until, if limited'), required: false },
})

/** A case with the draft that waits, for those of the unit. */
export const deskCase = officerPage<View>({
  kind: publication,
  path: paths.desk,
  list: TITLE,
  allow: ({ actor }) => postOf(actor, PUBLICIST, REVIEWER) !== undefined,
  view: contract.view,
  scale: { statutory: 'publication.publish' },
  measures: { open: openMeasures, answer: answerOrder },
  facts: (c, p) => [
    [p.t('应公开的信息', 'Information'), String(c.form.title ?? '')],
    [p.t('属于', 'Item'), itemOf(String(c.acts[0]?.facts.item))?.title[p.lang] ?? ''],
    [p.t('哪天形成', 'Made on'), String(c.acts[0]?.facts.on ?? '')],
    ...(c.draft
      ? ([
          [p.t('名称', 'Title'), c.draft.title],
          [p.t('内容概述', 'Summary'), c.draft.summary],
          [p.t('全文', 'Whole text'), c.draft.body],
        ] as [string, string][])
      : []),
  ],
  actions: {
    draft: {
      contract: contract.draft,
      title: text('拟稿', 'Draft'),
      when: 'information.drafted',
      fields: drafting,
      values: (c) => ({
        title: c.draft?.title ?? c.form.title,
        summary: c.draft?.summary,
        body: c.draft?.body,
        until: c.draft?.until,
      }),
    },
    review: {
      contract: contract.review,
      title: text('公开审查', 'Review'),
      when: 'information.reviewed',
      fields: fieldsOf(contract.review, {
        outcome: {
          label: text('审查结果', 'Result'),
          options: { pass: text('可以公开', 'May be published'), return: text('退回', 'Return') },
        },
        secrecy: {
          label: text('国家秘密', 'Secrets'),
          options: {
            none: text('不涉及', 'None'),
            asked: text('不能确定，报请确定', 'Not certain, asked'),
            secret: text('涉及', 'There are'),
          },
        },
        privacy: {
          label: text('个人隐私、商业秘密', 'Privacy and trade secrets'),
          options: {
            none: text('不涉及', 'None'),
            removed: text('已删去', 'Removed'),
            office: text('只有机关的联系方式', 'Only contacts of an office'),
          },
        },
        opinion: { label: text('审查意见', 'Opinion'), kind: 'lines' },
      }),
      tells: () =>
        text(
          '拟稿的人不能审查；身份证号码不能公开（第十五条、第十七条）。',
          'Not by who drafted it; identity numbers are never published (arts. 15, 17).',
        ),
    },
    publish: {
      contract: contract.publish,
      title: text('发布', 'Publish'),
      when: 'information.published',
      tells: () => text('立即公开，进入目录、搜索、订阅和账本。', 'At once: catalogue, search, feed, ledger.'),
    },
    withdraw: {
      contract: contract.withdraw,
      title: text('撤下', 'Withdraw'),
      when: (c) => c.status === 'published',
      danger: true,
      fields: fieldsOf(contract.withdraw, {
        why: {
          label: text('原因', 'Cause'),
          options: {
            repealed: text('废止', 'Repealed'),
            expired: text('失效', 'Expired'),
            wrong: text('有误', 'Wrong'),
            secret: text('涉密', 'Secret'),
            personal: text('涉及个人隐私', 'Personal'),
          },
        },
        reason: { label: text('说明', 'Reason'), kind: 'lines' },
      }),
      tells: () => text('更正请登记一份新的，写明更正哪一份。', 'To amend it, record a new one that names it.'),
    },
  },
})
