import { action, anyone, type FormValues, page, text } from '../../../kernel/platform/index.ts'
import { inWhoseName } from '../../../trade/entry/index.ts'
import { Facts, PortalPage, sayTime, sayYuan, TakePart } from '../../../web/ui/index.ts'
import { apply, lot } from '../contract.ts'
import { Parcel } from '../map.tsx'
import { portal } from '../paths.ts'
import { figuresOf, kinds } from '../words.ts'

/** One lot: what it is, where it lies, on what conditions; applying, and how one’s own application stands. */
export default page({
  path: `${portal}/:number`,
  shell: 'portal',
  allow: anyone,
  actions: {
    apply: action({
      operation: apply,
      input: (f: FormValues) =>
        ({
          caseId: String(f.caseId ?? ''),
          capacity: String(f.capacity ?? ''),
          agreed: f.agreed === 'true',
          ...(f.with ? { with: String(f.with) } : {}),
        }) as never,
      next: ({ number }) => `${portal}/${number}?applied=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const c = await p.call(lot, { number: p.params.number! })
    const { form: f, announced: a, mine } = c
    const title = lang === 'zh' ? f.title : f.titleEn
    const when = (at: string) => sayTime(new Date(at), lang)
    return {
      title: text(f.title, f.titleEn),
      scripts: ['/assets/careful-form.js'],
      body: (
        <PortalPage
          p={p}
          title={title}
          lead={`${c.number} · ${kinds[f.kind][lang]} · ${c.statusText[lang]}`}
          back={{ href: portal, text: t('土地和矿业权出让', 'Land and mining rights') }}
          said={[
            [
              p.query.applied,
              text(
                '申请已收到。请按缴款通知缴保证金。',
                'Your application was received. Please pay the deposit by its notice.',
              ),
            ],
          ]}
          labels={{ agreed: t('承诺', 'Undertaking') }}
        >
          {mine && (
            <section class="notice">
              <strong>
                {mine.outcome === 'pass'
                  ? t('您已取得竞买资格。', 'You may bid.')
                  : mine.outcome === 'refuse'
                    ? t('您的申请没有通过。', 'Your application was refused.')
                    : mine.paid
                      ? t('保证金已到账，资格审查中。', 'The deposit has come; your application is being decided.')
                      : t('请缴纳保证金。', 'Please pay the deposit.')}
              </strong>
              {mine.outcome === 'refuse' && <p>{mine.reason}</p>}
              <p>
                {mine.outcome === 'pass' ? (
                  <a class="button" href={`/auctions/${c.number}/bid`}>
                    {t('进入报价页', 'To the bidding page')}
                  </a>
                ) : (
                  <a href={`/pay/${mine.order}`}>{t(`缴款通知 ${mine.order}`, `Notice to pay ${mine.order}`)}</a>
                )}
              </p>
            </section>
          )}
          {a && (
            <p>
              <a class="button secondary" href={`/auctions/${c.number}`}>
                {t('看竞价', 'Watch the sale')}
              </a>
            </p>
          )}
          {f.follows && (
            <p>
              {t('再次出让，上一次是 ', 'Listed again; the last time it was ')}
              <a href={`${portal}/${f.follows}`}>{f.follows}</a>
            </p>
          )}
          <Parcel shape={f.shape} lang={lang} title={title} />
          <Facts
            rows={[
              [t('位置', 'Place'), f.place],
              [
                t('面积', 'Area'),
                t(`${f.area.toLocaleString('en-US')} 平方米`, `${f.area.toLocaleString('en-US')} m²`),
              ],
              [t('用途', 'Use'), f.use],
              [t('年限', 'Term'), t(`${f.years} 年`, `${f.years} years`)],
              [t('条件', 'Conditions'), f.conditions],
              ...figuresOf(f, lang),
              [t('起始价', 'Start price'), sayYuan(f.start, lang)],
              [t('加价幅度', 'Step'), sayYuan(f.step, lang)],
              [t('保证金', 'Deposit'), sayYuan(f.deposit, lang)],
              [t('底价', 'Reserve'), f.reserve ? t('有，密封到结束', 'yes, sealed to the end') : t('没有', 'none')],
              ...(a
                ? ([
                    [t('挂牌开始', 'Listing begins'), when(a.opens)],
                    [t('申请截止', 'Applications until'), when(a.applyUntil)],
                    [t('挂牌截止', 'Listing ends'), when(a.closes)],
                  ] as [string, string][])
                : []),
            ]}
          />
          {c.applying && !mine && (
            <TakePart
              p={p}
              capacities={inWhoseName(p)}
              name="apply"
              heading={t('申请竞买', 'Apply to bid')}
              login={t('登录以后申请', 'Log in to apply')}
              button={t('申请', 'Apply')}
              agreed={t(
                '我看过公告和条件，报价以后不撤回。',
                'I have read notice and conditions; I do not withdraw a bid.',
              )}
              secret={t(
                '您的身份保密到成交；竞价时只显示竞买号。',
                'Who you are stays secret until the deal; in the sale you are a number.',
              )}
            >
              <input type="hidden" name="caseId" value={c.caseId} />
              <div class="field">
                <label for="f-with">
                  {t('联合竞买人（一行一个，没有不填）', 'Joint bidders (a name a line; empty: none)')}
                </label>
                <textarea id="f-with" name="with" rows={2} maxlength={500}>
                  {String(p.form?.values.with ?? '')}
                </textarea>
              </div>
            </TakePart>
          )}
        </PortalPage>
      ),
    }
  },
})
