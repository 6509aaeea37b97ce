import { action, type FormValues, page, text } from '../../../kernel/platform/index.ts'
import {
  Empty,
  Facts,
  fieldsOf,
  PlainTable,
  PortalPage,
  readFields,
  StepForm,
  sayDay,
  sayYuan,
} from '../../../web/ui/index.ts'
import { declareInterests, gradeHost, mine } from '../contract.ts'
import { portal } from '../paths.ts'
import { specialties } from '../words.ts'

const interests = fieldsOf(declareInterests, {
  interests: {
    label: text('应当回避的单位（一行一个）', 'Companies to keep away from, one a line'),
    kind: 'lines',
    lines: 6,
    required: false,
  },
})
const grading = fieldsOf(gradeHost, {
  number: { label: text('项目编号', 'Number of the process') },
  grade: { label: text('几分（1–5）', 'Grade, 1–5'), kind: 'number' },
  words: { label: text('说明', 'Words'), kind: 'lines', required: false },
})

/** What an expert sees of himself: what he is drawn for, whom he keeps away from, where he served. */
export default page({
  path: portal,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    declare: action({
      operation: declareInterests,
      input: (f: FormValues) => ({ interests: '', ...readFields(interests, f) }) as never,
      next: () => `${portal}?declared=1`,
    }),
    grade: action({
      operation: gradeHost,
      input: (f: FormValues) => readFields(grading, f) as never,
      next: () => `${portal}?graded=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const me = await p.call(mine, {})
    return {
      title: text('评审专家', 'Expert'),
      body: (
        <PortalPage
          p={p}
          title={t('评审专家', 'Expert')}
          lead={t(
            '被抽中的，项目页面上有“评审台”；在结果公布以前，谁坐在评审委员会里没有人知道，包括我们。',
            'When you are drawn, the page of the process leads to your desk. Before the result nobody knows who sits on a committee, nor do we.',
          )}
          labels={{ grade: t('几分', 'Grade'), number: t('项目编号', 'Number') }}
          said={[
            [p.query.declared, text('已申报。', 'Declared.')],
            [p.query.graded, text('已评价。', 'Graded.')],
          ]}
        >
          <Facts
            rows={[
              [t('专业', 'Specialties'), me.specialties.map((s) => specialties[s][lang]).join(t('、', ', '))],
              ...(me.suspendedUntil
                ? ([[t('暂停抽取到', 'Not drawn until'), me.suspendedUntil]] as [string, string][])
                : []),
            ]}
          />
          <section>
            <h2>{t('应当回避的单位', 'Whom to keep away from')}</h2>
            <StepForm
              p={p}
              name="declare"
              button={t('申报', 'Declare')}
              fields={interests}
              values={{ interests: me.interests.join('\n') }}
              tells={t(
                '三年内任职、担任董事监事、持股或者实际控制的，近亲属任职的（政府采购法实施条例第九条）。这些单位投标时抽不到您。',
                'Where you worked, sat on the board, held shares or control within three years, and where kin do (art. 9). You are not drawn where they bid.',
              )}
            />
          </section>
          <section>
            <h2>{t('我的评审', 'Where I served')}</h2>
            {me.services.length === 0 ? (
              <Empty>{t('还没有。', 'None yet.')}</Empty>
            ) : (
              <PlainTable
                caption={t('我的评审', 'Where I served')}
                quiet
                columns={[
                  { title: t('项目', 'Process') },
                  { title: t('抽取', 'Drawn') },
                  { title: t('到场', 'Attended') },
                  { title: t('评审费', 'Fee'), number: true },
                  { title: t('对我的评价', 'My grade'), number: true },
                  { title: t('我的评价', 'Mine of them'), number: true },
                ]}
                rows={me.services.map((s) => [
                  s.number,
                  sayDay(s.drawnAt, lang),
                  s.attended ? t('到场', 'yes') : t('缺席', 'no'),
                  s.fee === null ? '—' : sayYuan(s.fee, lang),
                  s.grade ?? '—',
                  s.gradeBack ?? '—',
                ])}
              />
            )}
          </section>
          {me.services.some((s) => s.gradeBack === null) && (
            <details class="more">
              <summary>{t('评价评审组织', 'Grade the organiser')}</summary>
              <StepForm p={p} name="grade" button={t('评价', 'Grade')} fields={grading} />
            </details>
          )}
        </PortalPage>
      ),
    }
  },
})
