import { text } from '../../../kernel/platform/text.ts'
import { Button, Facts, type TimelineEntry } from '../components.tsx'
import type { Example } from '../example.ts'
import type { Paper } from '../papers/papers.tsx'
import { sayIn, type Writer } from '../say.ts'
import { CitizenCase, OfficerCase } from './case-page.tsx'
import { Proof } from './history.tsx'

const at = (day: string) => new Date(`${day}T02:00:00Z`)
const steps = (p: Writer): TimelineEntry[] => {
  const t = sayIn(p.lang)
  return [
    [
      t('审查', 'Reviewed'),
      t('审查岗', 'Reviewer'),
      '2026-11-24',
      t('建议不予许可：消防通道不足四米。', 'Advice: refuse; the fire lane is under four metres.'),
    ],
    [t('受理', 'Accepted'), t('窗口受理岗', 'Counter clerk'), '2026-11-20', undefined],
    [t('补正', 'Corrected'), t('申请人', 'Applicant'), '2026-11-19', undefined],
    [
      t('告知补正', 'Correction requested'),
      t('窗口受理岗', 'Counter clerk'),
      '2026-11-18',
      t('缺施工合同。', 'The contract is missing.'),
    ],
    [t('提交申请', 'Submitted'), t('申请人', 'Applicant'), '2026-11-17', undefined],
  ].map(([title, who, day, why], i) => ({
    key: `act-${5 - i}`,
    title: `${5 - i}. ${title}`,
    at: at(day!),
    who: who!,
    why,
    more: <Proof actId="00000000-0000-8000-8000-000000000000" lang={p.lang} of={title!} />,
  }))
}

/** As the citizen sees it. */
export const citizen: Example = {
  name: 'citizen-case',
  title: text('办件（申请人）', 'Case (citizen)'),
  line: text(
    '左边要做什么、期限、图；右边经过，回执收在印记里。',
    'Left what to do and the clock, right the timeline with its proofs.',
  ),
  render(p) {
    const t = sayIn(p.lang)
    return (
      <CitizenCase
        p={p}
        title={t('建筑工程施工许可', 'Construction permit')}
        number="350200-2026-000116"
        about={t('市建设局', 'Construction Bureau')}
        status={t('审查完毕，等决定', 'Reviewed; the decision is next')}
        light={{ colour: 'red', text: t('逾期 1 个工作日', '1 working day late') }}
        late
        next={
          <p>
            {t(
              '市建设局应在 11 月 26 日前决定，已经逾期。可以打电话 0592-1234567 催问，也可以投诉。',
              'The bureau had to decide by 26 November and is late. Call 0592-1234567, or complain.',
            )}
          </p>
        }
        todo={<Button secondary>{t('投诉', 'Complain')}</Button>}
        timeline={steps(p)}
        submitted={<Facts rows={[[t('工程名称', 'Project'), t('滨海小学教学楼', 'Binhai School')]]} />}
      />
    )
  },
}

/** As the officer sees it. */
export const officer: Example = {
  name: 'officer-case',
  title: text('办件（工作台）', 'Case (desk)'),
  line: text(
    '三栏：材料与内容、预览、现在可以办。',
    'Three panes: materials and facts, the paper, what can be done now.',
  ),
  render(p) {
    const t = sayIn(p.lang)
    const paper = (id: string, slot: string, name: string): Paper => ({
      id,
      slot,
      name,
      href: '#file',
      preview: '/favicon.svg',
      type: 'image/svg+xml',
      size: 73_400,
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      at: at('2026-11-17'),
    })
    return (
      <OfficerCase
        p={p}
        path={p.path}
        paper={p.query.paper}
        title={t('建筑工程施工许可', 'Construction permit')}
        number="350200-2026-000116"
        status={t('审查完毕，等决定', 'Reviewed; the decision is next')}
        light={{ colour: 'yellow', text: t('今天到期', 'due today') }}
        after={{ href: '#next', text: t('下一件', 'Next case') }}
        papers={[
          paper('a', t('用地批准文件', 'Land approval'), '用地批准.png'),
          paper('b', t('施工合同', 'Contract'), '合同.png'),
        ]}
        facts={
          <Facts
            rows={[
              [t('申请人', 'Applicant'), t('王工', 'Wang')],
              [t('工程名称', 'Project'), t('滨海小学教学楼', 'Binhai School')],
            ]}
          />
        }
        before={{
          title: t('审查', 'Review'),
          who: t('审查岗', 'Reviewer'),
          at: '11-24',
          advice: t('建议不予许可', 'Advice: refuse'),
          why: t('消防通道不足四米。', 'The fire lane is under four metres.'),
        }}
        measures={[
          {
            title: t('督办单 2026-17', 'Order 2026-17'),
            due: t('11 月 27 日前答复', 'answer by 27 November'),
            text: <p>{t('请说明为什么还没有决定。', 'Please say why there is no decision yet.')}</p>,
            answer: {
              name: 'answer',
              button: t('答复督办', 'Answer the order'),
              fields: [{ name: 'answer', kind: 'lines', label: text('答复', 'Answer') }],
            },
          },
        ]}
        actions={[
          {
            name: 'decide',
            button: t('作出决定', 'Decide'),
            tells: t('决定后十个工作日内送达。', 'To be served within ten working days.'),
            fields: [
              {
                name: 'outcome',
                kind: 'choice',
                decides: true,
                label: text('决定', 'Decision'),
                options: [
                  { value: 'grant', text: text('准予', 'Grant') },
                  { value: 'refuse', text: text('不予许可', 'Refuse') },
                ],
              },
              { name: 'reason', kind: 'lines', label: text('理由', 'Reason'), required: false },
            ],
          },
          {
            name: 'special',
            button: t('启动特别程序', 'Start a special procedure'),
            fields: [{ name: 'days', kind: 'number', label: text('几个工作日', 'Working days') }],
          },
        ]}
        timeline={steps(p)}
      />
    )
  },
}
