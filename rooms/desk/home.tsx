import { type Page, page, postOf, type Room, text } from '../../kernel/platform/index.ts'

/** The desk's front door leads each post to its own work: the first entry of a menu that names its role, else what waits for it. */
export const home = (rooms: () => Room[]): Page =>
  page({
    path: '/desk',
    shell: 'desk',
    allow: ({ actor }) => actor.kind === 'person',
    render(p) {
      const post = postOf(p.actor)
      const entries = rooms()
        .flatMap((r) => r.menu.desk ?? [])
        .sort((a, b) => (a.order ?? 100) - (b.order ?? 100))
      const own = post && entries.find((e) => e.roles?.includes(post.role))
      return { title: text('工作台', 'Desk'), redirect: !post ? '/account' : (own?.path ?? '/desk/inbox') }
    },
  })
