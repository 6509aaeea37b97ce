import { z } from 'zod'
import {
  type Actor,
  asCitizen,
  defineRoom,
  type HeldPost,
  type Operation,
  type Page,
  page,
  postOf,
  type Room,
  readContext,
  roles,
  system,
  text,
} from '../../kernel/platform/index.ts'
import type { Gnomon } from '../gnomon.ts'

/** `may`: whoever stands so; `depends`: on the case, the unit or the person that it is about; `no`: never. */
export type Grant = 'may' | 'depends' | 'no'
export type Column = { code: string; zh: string; en: string; actor: Actor }

const NOWHERE = '00000000-0000-7000-8000-000000000000'
const post = (role: string, home: string): HeldPost => ({
  postId: NOWHERE,
  title: text(role, role),
  role,
  unitId: NOWHERE,
  unitCode: 'unit',
  unitName: text('某单位', 'a unit'),
  unitLevel: 'city',
  jurisdiction: home,
})
const person = (held?: HeldPost): Actor => ({
  kind: 'person',
  personId: NOWHERE,
  name: '',
  posts: held ? [held] : [],
  sessionId: NOWHERE,
  ...(held ? { post: held } : {}),
})

export const columns = (home: string): Column[] => [
  { code: 'anonymous', zh: '没有登录', en: 'not logged in', actor: { kind: 'anonymous' } },
  { code: 'citizen', zh: '市民', en: 'citizen', actor: person() },
  ...[...roles].map(([code, title]) => ({ code, ...title, actor: person(post(code, home)) })),
  { code: 'system', zh: '系统', en: 'system', actor: system('matrix') },
]

/**
 * Asked of the policies themselves, never written down: each operation's policy decides for an actor of each kind about something
 * that does not exist. A policy that has to look at what it is about (and throws, for there is nothing) depends on it.
 */
export async function grantOf(
  context: ReturnType<typeof readContext>,
  operation: Operation,
  actor: Actor,
): Promise<Grant> {
  let looked = false
  const input = new Proxy({} as Record<string, unknown>, {
    get(_, key) {
      if (typeof key === 'string') looked = true
      return NOWHERE
    },
  })
  try {
    const may = await operation.allow({
      ...context,
      actor: operation.as === 'citizen' ? asCitizen(actor) : actor,
      input,
    })
    if (looked) return 'depends'
    if (!may) return 'no'
    // Whose turn a step of a case is, its chart says, when it runs.
    return actor.kind !== 'system' && ofCase(operation) ? 'depends' : 'may'
  } catch {
    return 'depends'
  }
}

const ofCase = ({ contract }: Operation): boolean =>
  contract.kind === 'write' && contract.input instanceof z.ZodObject && 'caseId' in contract.input.shape

const SIGN: Record<Grant, string> = { may: '●', depends: '○', no: '' }

/** Who may do what, from the policies of this very installation. */
export const permissionsRoom = (gnomon: Gnomon): Room =>
  defineRoom({
    name: 'permissions',
    title: text('权限表', 'Permissions'),
    pages: [permissions(gnomon)],
    menu: {
      desk: [
        {
          group: text('系统', 'System'),
          title: text('权限表', 'Permissions'),
          path: '/desk/permissions',
          roles: ['administrator', 'auditor', 'chief-supervisor'],
          order: 920,
        },
      ],
    },
  })

const permissions = (gnomon: Gnomon): Page =>
  page({
    path: '/desk/permissions',
    shell: 'desk',
    allow: ({ actor }) => postOf(actor, 'administrator', 'auditor', 'chief-supervisor') !== undefined,
    async render(p) {
      const { t, lang } = p
      const who = columns(p.home)
      const context = readContext({ runtime: gnomon, tx: p.tx, actor: p.actor, clock: p.clock })
      const rows = []
      for (const operation of [...gnomon.operations.values()].sort((a, b) =>
        a.contract.id.localeCompare(b.contract.id),
      )) {
        const grants: Grant[] = []
        for (const { actor } of who) grants.push(await grantOf(context, operation, actor))
        rows.push({ contract: operation.contract, grants })
      }
      return {
        title: text('权限表', 'Permissions'),
        body: (
          <>
            <h1>{t('权限表', 'Permissions')}</h1>
            <p>
              {t(
                '由各操作的规则当场问出来，不是另写的一份。● 可以；○ 看对象（本单位的、本人的、这一步轮到的）；空白：不可以。',
                'Asked of the operations’ own policies on the spot, not written beside them. ● may; ○ depends on what it is about (of one’s unit, one’s own, the open step); empty: may not.',
              )}
            </p>
            <div class="scroll" tabindex={0}>
              <table class="table dense">
                <thead>
                  <tr>
                    <th scope="col">{t('操作', 'Operation')}</th>
                    {who.map((w) => (
                      <th scope="col">{t(w.zh, w.en)}</th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ contract, grants }) => (
                    <tr>
                      <th scope="row">
                        {contract.title[lang]} <span class="small mono">{contract.id}</span>
                      </th>
                      {grants.map((g) => (
                        <td>{SIGN[g]}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        ),
      }
    },
  })
