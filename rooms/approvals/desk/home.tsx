import { page, postOf, text } from '../../../kernel/platform/index.ts'

/** The desk's front door leads each post to its own work. */
export default page({
  path: '/desk',
  shell: 'desk',
  allow: ({ actor }) => actor.kind === 'person',
  render(p) {
    const role = postOf(p.actor)?.role
    const redirect =
      role === 'drafter'
        ? '/desk/drafts'
        : role === 'legal-officer'
          ? '/desk/review'
          : role === 'supervisor' || role === 'chief-supervisor'
            ? '/desk/supervision'
            : role === 'clerk' || role === 'reviewer' || role === 'approver'
              ? '/desk/cases'
              : '/account'
    return { title: text('工作台', 'Desk'), redirect }
  },
})
