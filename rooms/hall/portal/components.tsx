import type { VNode } from 'preact'
import { count } from '../../../kernel/calendar/index.ts'
import { anyone, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { examples } from '../../../web/ui/examples.ts'
import {
  Button,
  ErrorSummary,
  Facts,
  Field,
  Light,
  Notice,
  Pagination,
  SchemaForm,
  ShadowScale,
  Tabs,
  Timeline,
} from '../../../web/ui/index.ts'

const sample = {
  type: 'object',
  properties: {
    name: { type: 'string', title: '名称', 'x-en': 'Name' },
    kind: { type: 'string', title: '类别', 'x-en': 'Kind', enum: ['甲', '乙'], 'x-enum-en': ['A', 'B'] },
    day: { type: 'string', format: 'date', title: '日期', 'x-en': 'Date' },
    many: {
      type: 'array',
      title: '可多选',
      'x-en': 'Several',
      items: { type: 'string', enum: ['一', '二'], 'x-enum-en': ['One', 'Two'] },
    },
    yes: { type: 'boolean', title: '同意', 'x-en': 'I agree' },
  },
  required: ['name'],
}

/** One pattern on a page of its own, as a room would use it. */
export const component = page({
  path: '/components/:name',
  shell: 'portal',
  allow: anyone,
  render(p) {
    const example = examples.find((e) => e.name === p.params.name)
    if (!example) throw standardProblem('NOT_FOUND')
    const body = example.render({ ...p, path: p.url.pathname }) as VNode
    return {
      title: example.title,
      scripts: ['/assets/keep-form.js', '/assets/countdown.js', '/assets/live.js'],
      body:
        example.name === 'citizen-case' ? (
          body
        ) : (
          <main class="page wide" id="main">
            {body}
          </main>
        ),
    }
  },
})

/** Every component of the design system on one page. */
export const components = page({
  path: '/components',
  shell: 'portal',
  allow: anyone,
  render(p) {
    const { t, lang } = p
    const limit = { value: 7, unit: 'working-day' as const, basis: [] }
    const at = (d: string) => new Date(`${d}T02:00:00Z`)
    const clock = count({
      limit,
      start: at('2026-02-10'),
      at: at('2026-02-27'),
      suspensions: [
        { from: at('2026-02-11'), to: at('2026-02-13'), reason: text('现场核查', 'inspection'), basis: [] },
      ],
    })
    const promised = count({ limit: { ...limit, value: 5 }, start: at('2026-02-10'), at: at('2026-02-27') })
    return {
      title: text('界面部件', 'Components'),
      body: (
        <main class="page" id="main">
          <h1>{t('界面部件', 'Components')}</h1>
          <ul class="plain links columns">
            {examples.map((e) => (
              <li>
                <a href={`/components/${e.name}`}>{t(e.title)}</a>
                <p>{t(e.line)}</p>
              </li>
            ))}
          </ul>
          <h2>{t('影尺', 'Shadow scale')}</h2>
          <ShadowScale statutory={clock} promised={promised} today="2026-02-27" lang={lang} />
          <p>
            {t('表里的一行：', 'In a row: ')}
            <ShadowScale promised={clock} today="2026-02-25" lang={lang} small />
          </p>
          <h2>{t('灯', 'Lights')}</h2>
          <p class="swatches">
            <Light colour="green">{t('正常', 'on time')}</Light>
            <Light colour="yellow">{t('黄牌', 'yellow')}</Light>
            <Light colour="red">{t('红牌', 'red')}</Light>
            <Light colour="off">{t('计时暂停', 'suspended')}</Light>
          </p>
          <h2>{t('告知', 'Notices')}</h2>
          {(['info', 'success', 'warning', 'problem'] as const).map((kind) => (
            <Notice kind={kind} title={t('一句话说清发生了什么。', 'One sentence says what happened.')}>
              <p>{t('再说怎么办。', 'Then what to do.')}</p>
            </Notice>
          ))}
          <h2>{t('按钮', 'Buttons')}</h2>
          <div class="actions">
            <Button>{t('主要', 'Primary')}</Button>
            <Button secondary>{t('次要', 'Secondary')}</Button>
            <Button danger>{t('慎重', 'Danger')}</Button>
          </div>
          <h2>{t('表单', 'Form')}</h2>
          <ErrorSummary
            lang={lang}
            title={t('有一处要改', 'One entry needs a change')}
            fields={{ broken: text('请填写这一项。', 'Please fill this in.') }}
            labels={{ broken: t('出错的一项', 'A wrong entry') }}
          />
          <Field name="plain" label={t('一般的一项', 'A field')} hint={t('提示', 'Hint')} value="abc" />
          <Field
            name="broken"
            label={t('出错的一项', 'A wrong entry')}
            error={t('请填写这一项。', 'Please fill this in.')}
          />
          <SchemaForm schema={sample} values={{ kind: '甲' }} errors={{}} lang={lang} />
          <h2>{t('标签页与翻页', 'Tabs and pages')}</h2>
          <Tabs
            label={t('例子', 'Example')}
            tabs={[
              { href: '#a', text: t('在办', 'Open'), count: 12, current: true },
              { href: '#b', text: t('办结', 'Closed'), count: 3 },
            ]}
          />
          <Pagination page={2} more href={(n) => `#${n}`} t={t as (zh: string, en: string) => string} />
          <h2>{t('经过', 'Timeline')}</h2>
          <Timeline
            lang={lang}
            label={t('例子', 'Example')}
            entries={[
              { key: 'x2', title: t('受理', 'Accepted'), at: at('2026-02-11'), who: t('窗口受理岗', 'Counter clerk') },
              {
                key: 'x1',
                title: t('提交申请', 'Submitted'),
                at: at('2026-02-10'),
                who: t('申请人', 'Applicant'),
                why: t('附言', 'A word'),
              },
            ]}
          />
          <h2>{t('事实', 'Facts')}</h2>
          <Facts
            rows={[
              [t('编号', 'Number'), '350200-2026-000001'],
              [t('单位', 'Unit'), t('市建设与管理局', 'Construction Bureau')],
            ]}
          />
          <h2>{t('表格', 'Table')}</h2>
          <table class="table dense">
            <caption>{t('例子', 'Example')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('事项', 'Item')}</th>
                <th scope="col" class="num">
                  {t('件数', 'Cases')}
                </th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>{t('施工许可', 'Construction permit')}</td>
                <td class="num">128</td>
              </tr>
            </tbody>
          </table>
        </main>
      ),
    }
  },
})
