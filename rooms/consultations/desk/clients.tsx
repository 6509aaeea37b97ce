import { action, type FormValues, holdsPost, page, text } from '../../../kernel/platform/index.ts'
import { Act, Button, DeskPage, Empty, Field, Notice } from '../../../web/ui/index.ts'
import { OFFICE } from '../case.kind.ts'
import { admitClient, clients, endClient } from '../contract.ts'
import * as paths from '../paths.ts'

const one = (v: FormValues[string] | undefined): string => (typeof v === 'string' ? v.trim() : '')
const TITLE = text('接入的渠道', 'Clients')

/** Who may send requests in by Open311, each with a key of its own. */
export default page({
  path: paths.deskClients,
  shell: 'desk',
  allow: holdsPost(OFFICE, (post, { home }) => post.jurisdiction === home),
  actions: {
    admit: action({
      operation: admitClient,
      input: (f: FormValues) => ({ name: one(f.name) }),
      next: ({ key }, p) => ({
        once: {
          title: TITLE,
          body: (
            <DeskPage p={p} title={p.t(TITLE)} back={{ href: paths.deskClients, text: p.t(TITLE) }}>
              <Notice
                kind="success"
                title={p.t(
                  '已接入。钥匙只显示这一次，请现在交给对方。',
                  'Admitted. The key is shown this once; please hand it over now.',
                )}
              />
              <p>
                api_key: <code>{key}</code>
              </p>
            </DeskPage>
          ),
        },
      }),
    }),
    end: action({
      operation: endClient,
      input: (f: FormValues) => ({ client: one(f.client) }),
      next: () => `${paths.deskClients}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const rows = await p.call(clients, {})
    return {
      title: TITLE,
      body: (
        <DeskPage p={p} title={t(TITLE)} lead={`Open311 GeoReport v2: ${p.site}${paths.open311}/services.json`}>
          <form method="post" class="form" novalidate>
            <Act p={p} name="admit" />
            <Field
              name="name"
              label={t('渠道名称', 'Name of the client')}
              value={one(p.form?.values.name)}
              error={p.form?.fields.name?.[lang]}
              required
            />
            <Button>{t('接入', 'Admit')}</Button>
          </form>
          {rows.length === 0 ? (
            <Empty>{t('还没有接入的渠道。', 'No clients yet.')}</Empty>
          ) : (
            <ul class="plain">
              {rows.map((r) => (
                <li>
                  {r.name}{' '}
                  <span class="small">
                    {r.admittedOn}
                    {r.endedOn ? ` – ${r.endedOn}` : ''}
                  </span>
                  {!r.endedOn && (
                    <form method="post">
                      <Act p={p} name="end" />
                      <input type="hidden" name="client" value={r.client} />
                      <button type="submit" class="link">
                        {t('停用', 'End')}
                        <span class="visually-hidden">{r.name}</span>
                      </button>
                    </form>
                  )}
                </li>
              ))}
            </ul>
          )}
        </DeskPage>
      ),
    }
  },
})
