import { z } from 'zod'
import {
  type Actor,
  asCitizen,
  defineRoom,
  type HeldPost,
  type Operation,
  type Page,
  type PageContext,
  page,
  postOf,
  type Room,
  readContext,
  roles,
  system,
  text,
} from '../../kernel/platform/index.ts'
import {
  csvFile,
  DeskPage,
  List,
  type Column as ListColumn,
  listQuery,
  oneOf,
  sift,
  words,
} from '../../web/ui/index.ts'
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
const SAID = { may: text('可以', 'may'), depends: text('看对象', 'depends'), no: text('', '') }

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

type Row = { contract: Operation['contract']; grants: Record<string, Grant> }
const roomOf = ({ contract }: { contract: Operation['contract'] }): string => contract.id.split('.')[0]!

async function matrix(
  operations: readonly Operation[],
  gnomon: Gnomon,
  p: PageContext,
  who: readonly Column[],
): Promise<Row[]> {
  const context = readContext({ runtime: gnomon, tx: p.tx, actor: p.actor, clock: p.clock })
  const rows: Row[] = []
  for (const operation of operations) {
    const grants: Record<string, Grant> = {}
    for (const { code, actor } of who) grants[code] = await grantOf(context, operation, actor)
    rows.push({ contract: operation.contract, grants })
  }
  return rows
}

const permissions = (gnomon: Gnomon): Page =>
  page({
    path: '/desk/permissions',
    shell: 'desk',
    allow: ({ actor }) => postOf(actor, 'administrator', 'auditor', 'chief-supervisor') !== undefined,
    async render(p) {
      const { t, lang } = p
      const everybody = columns(p.home)
      const rooms = [...new Set([...gnomon.operations.values()].map(roomOf))].sort()
      const query = listQuery(
        {
          q: words,
          room: oneOf(rooms as [string, ...string[]]),
          who: oneOf(everybody.map((w) => w.code) as [string, ...string[]]),
        },
        { size: 40 },
      )(p)
      const { room, who } = query.filters
      const shown = everybody.filter((w) => !who || w.code === who)
      const asked = sift(query, [...gnomon.operations.values()], {
        words: ({ contract }) => `${contract.id} ${contract.title.zh} ${contract.title.en}`,
        holds: (o) => !room || roomOf(o) === room,
      }).sort((a, b) => a.contract.id.localeCompare(b.contract.id))
      const rows = (await matrix(asked, gnomon, p, shown)).filter((r) => !who || r.grants[who] !== 'no')
      const list: ListColumn<Row>[] = [
        {
          key: 'operation',
          title: text('操作', 'Operation'),
          phone: 'heading',
          value: ({ contract }) => `${contract.title[lang]} ${contract.id}`,
          cell: ({ contract }) => (
            <>
              {contract.title[lang]} <span class="small mono">{contract.id}</span>
            </>
          ),
        },
        ...shown.map(
          ({ code, zh, en }): ListColumn<Row> => ({
            key: code,
            title: text(zh, en),
            value: ({ grants }) => SAID[grants[code]!][lang],
            cell: ({ grants: { [code]: grant } }) =>
              grant !== 'no' && (
                <>
                  <span aria-hidden="true">{SIGN[grant!]}</span>{' '}
                  <span class="visually-hidden">{SAID[grant!][lang]}</span>
                </>
              ),
          }),
        ),
      ]
      const title = text('权限表', 'Permissions')
      if (query.csv) return csvFile(title, list, rows, p)
      return {
        title,
        body: (
          <DeskPage
            p={p}
            title={title[lang]}
            lead={t(
              '由各操作的规则当场问出来，不是另写的一份。● 可以；○ 看对象（本单位的、本人的、这一步轮到的）；空白：不可以。',
              'Asked of the operations’ own policies on the spot, not written beside them. ● may; ○ depends on what it is about (of one’s unit, one’s own, the open step); empty: may not.',
            )}
          >
            <List
              lang={lang}
              title={title}
              columns={list}
              rows={rows}
              query={query}
              filters={[
                { name: 'q', kind: 'search', title: text('操作', 'Operation') },
                {
                  name: 'room',
                  kind: 'choice',
                  title: text('系统', 'Room'),
                  options: rooms.map((r) => ({
                    value: r,
                    text: gnomon.rooms.find((x) => x.name === r)?.title ?? text(r, r),
                  })),
                },
                {
                  name: 'who',
                  kind: 'choice',
                  title: text('谁可以', 'Who may'),
                  options: everybody.map(({ code, zh, en }) => ({ value: code, text: text(zh, en) })),
                },
              ]}
              empty={text('没有这样的操作。', 'There is no such operation.')}
            />
          </DeskPage>
        ),
      }
    },
  })
