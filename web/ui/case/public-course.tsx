import type { PublicAct } from '../../../kernel/cases/index.ts'
import type { Lang } from '../../../kernel/platform/text.ts'
import { Citations } from '../components.tsx'
import { sayIn } from '../say.ts'
import { History, Proof } from './history.tsx'

/** Every published act of a case that everybody may follow, newest first, with its law and its receipt. */
export function PublicCourse({ acts, lang }: { acts: readonly PublicAct[]; lang: Lang }) {
  const t = sayIn(lang)
  return (
    <section>
      <h2>{t('经过', 'What happened')}</h2>
      <History
        lang={lang}
        open={6}
        entries={acts.toReversed().map((a) => ({
          key: `act-${a.id}`,
          title: a.title[lang],
          at: a.at,
          who: a.who[lang],
          more: (
            <>
              <p class="small">
                <Citations list={a.basis} lang={lang} />
              </p>
              <Proof actId={a.id} lang={lang} of={a.title[lang]} />
            </>
          ),
        }))}
      />
    </section>
  )
}
