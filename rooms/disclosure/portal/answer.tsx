import { anyone, findAct, isUuid, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { PortalPage, sayDay } from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'

/** What one asked for and all may read (art. 44); never who asked. */
export default page({
  path: `${paths.portal}/answers/:id`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const act = isUuid(p.params.id) ? await findAct(p.tx, p.params.id) : undefined
    const shared = act?.type === 'request.replied' ? act.public.shared : undefined
    if (!act || !shared) throw standardProblem('NOT_FOUND')
    return {
      title: text(shared.title, shared.title),
      body: (
        <PortalPage
          p={p}
          title={shared.title}
          back={{ href: paths.portal, text: p.t('依申请公开', 'Ask for information') }}
          narrow
        >
          {String(shared.answer)
            .split('\n')
            .map((line) => (
              <p>{line}</p>
            ))}
          <p class="small">
            {sayDay(act.happenedAt, p.lang)} ·{' '}
            <a href={`/ledger/acts/${act.id}/receipt`}>{p.t('账本回执', 'Receipt')}</a>
          </p>
        </PortalPage>
      ),
    }
  },
})
