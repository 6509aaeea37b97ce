import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, dayOf } from '../../kernel/calendar/index.ts'
import { actorOfLogin, DEMO_PASSWORD, contract as identity } from '../../kernel/identity/index.ts'
import { type Founding, system } from '../../kernel/platform/index.ts'
import { contract as discretion } from '../../rooms/discretion/index.ts'
import { contract as legality } from '../../rooms/legality/index.ts'

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

/** Units, posts, persons and appointments from the city's data folder, through the real operations. */
export async function foundCity({ perform, city }: Founding, at: Date): Promise<void> {
  const by = { as: system('founding'), at }
  for (const { supervisedBy, ...unit } of json(join(city, 'units.json')))
    await perform(
      identity.defineUnit,
      { ...unit, ...(supervisedBy && !supervisedBy.endsWith('-jc') ? { supervisedBy } : {}) },
      by,
    )
  for (const unit of json(join(city, 'units.json')))
    if (unit.supervisedBy?.endsWith('-jc'))
      await perform(identity.placeUnderSupervision, { code: unit.code, supervisedBy: unit.supervisedBy }, by)
  // A city is founded with the posts of the rooms that it runs.
  const posts = json(join(city, 'posts.json')).filter((p: { role: string }) => identity.isRole(p.role))
  for (const post of posts) await perform(identity.definePost, post, by)
  const defined = new Set(posts.map((p: { code: string }) => p.code))
  const members: string[] = []
  const ids = new Map<string, string>()
  for (const { posts: held, ...person } of json(join(city, 'persons.json'))) {
    const { id } = await perform(identity.enrolPerson, { ...person, password: DEMO_PASSWORD, demonstration: true }, by)
    ids.set(person.login, id)
    if (held.length === 0) members.push(id)
    for (const post of held.filter((code: string) => defined.has(code)))
      await perform(identity.appoint, { personId: id, post, startsOn: at.toISOString().slice(0, 10) }, by)
  }
  const today = dayOf(at)
  for (const { login, days, ...card } of json(join(city, 'cards.json')))
    await perform(
      identity.grantCard,
      { ...card, personId: ids.get(login), from: addDays(today, days[0]), until: addDays(today, days[1]) },
      by,
    )
  const organisations = json(join(city, 'organisations.json'))
  for (const [i, o] of organisations.entries())
    await perform(
      identity.enrolOrganisation,
      { ...o, demonstration: true, members: i === 0 && members[0] ? [members[0]] : [] },
      by,
    )
}

type ItemFolder = { code: string; unit: string; content: any; form: any; bpmn: string }

/**
 * The items of a city's folder. An item that several districts have is written once: `like` names the folder that it repeats, and says
 * only what differs. A chart that several items follow stands in `charts`; `chart` names it.
 */
export function readItems(city: string): ItemFolder[] {
  const root = join(city, 'items')
  const has = (...path: string[]) => existsSync(join(root, ...path))
  return readdirSync(root)
    .filter((d) => has(d, 'item.json'))
    .sort()
    .map((d) => {
      const { like, ...said } = json(join(root, d, 'item.json'))
      const of = like ?? d
      const { chart, ...content } = { ...(like ? json(join(root, like, 'item.json')) : {}), ...said }
      const bpmn = has(of, 'procedure.bpmn') ? join(root, of, 'procedure.bpmn') : join(city, 'charts', `${chart}.bpmn`)
      return {
        code: content.code,
        unit: content.unit,
        content,
        form: json(join(root, of, 'form.schema.json')),
        bpmn: readFileSync(bpmn, 'utf8'),
      }
    })
}

/** The login of the officer with a role in a unit, as persons.json has it. */
export function officers(city: string): (unit: string, role: string) => { login: string; post: string } {
  const posts: { code: string; unit: string; role: string }[] = json(join(city, 'posts.json'))
  const persons: { login: string; posts: string[] }[] = json(join(city, 'persons.json'))
  return (unit, role) => {
    const post = posts.find((p) => p.unit === unit && p.role === role)
    const person = post && persons.find((p) => p.posts.includes(post.code))
    if (!person) throw new Error(`the city's data has no ${role} in ${unit}`)
    return { login: person.login, post: post.code }
  }
}

/** Drafts every item, has it reviewed (the first one is returned once), and publishes it from `at`. */
export async function publishItems(founding: Founding, at: Date, only?: string[]): Promise<void> {
  const { perform, read, home, city } = founding
  const find = officers(city)
  const actor = async (o: { login: string; post: string }) => read((tx) => actorOfLogin(tx, o.login, o.post))
  await perform(
    legality.putScenarios,
    { scenarios: json(join(city, 'scenarios.json')) },
    { as: system('founding'), at },
  )
  const legal = await actor(find(`${home}-fazhi`, 'legal-officer'))
  const day = 86_400_000
  let first = true
  const items = readItems(city).filter((i) => !only || only.includes(i.code))
  // A joint application takes its form from its parts, and what is handed up needs who decides: these come first.
  const rank = ({ content: { own } }: ItemFolder) => (own?.joint ? 2 : own?.above ? 1 : 0)
  for (const item of items.sort((a, b) => rank(a) - rank(b))) {
    const drafter = await actor(find(item.unit, 'drafter'))
    const { id } = await perform(legality.openDraft, item, { as: drafter, at: new Date(at.getTime() - 6 * day) })
    await perform(legality.submitForReview, { id }, { as: drafter, at: new Date(at.getTime() - 5 * day) })
    if (first) {
      await perform(
        legality.returnWithOpinion,
        { id, opinion: '承诺期限请注明从受理之日起算。' },
        { as: legal, at: new Date(at.getTime() - 4 * day) },
      )
      await perform(legality.submitForReview, { id }, { as: drafter, at: new Date(at.getTime() - 3 * day) })
      first = false
    }
    await perform(
      legality.passReview,
      { id, opinion: '依据充分，期限合法，流程图与办理规定一致。' },
      { as: legal, at: new Date(at.getTime() - 2 * day) },
    )
    await perform(legality.publish, { id }, { as: legal, at })
  }
}

/** Drafts the city's discretion standards and has the legal office publish them. */
export async function publishStandards({ perform, read, home, city }: Founding, at: Date): Promise<void> {
  const find = officers(city)
  const actor = (o: { login: string; post: string }) => read((tx) => actorOfLogin(tx, o.login, o.post))
  const legal = await actor(find(`${home}-fazhi`, 'legal-officer'))
  for (const { code, unit, opinion } of json(join(city, 'discretion', 'standards.json'))) {
    const xml = readFileSync(join(city, 'discretion', `${code}.dmn`), 'utf8')
    const { revision } = await perform(
      discretion.save,
      { code, revision: 0, xml },
      { as: await actor(find(unit, 'drafter')), at: new Date(at.getTime() - 86_400_000) },
    )
    await perform(discretion.publish, { code, revision, opinion }, { as: legal, at })
  }
}
