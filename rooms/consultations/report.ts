import { createHash } from 'node:crypto'
import { anyone, operation } from '../../kernel/platform/index.ts'
import { report } from './contract.ts'
import { receive } from './receive.ts'
import { routes } from './routes.ts'
import { clientOf } from './ticket.store.ts'

export const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex')

/** By a client that was admitted, for somebody whom it knows: its key says which channel, the contact who wants an answer. */
export default operation(report, {
  allow: anyone,
  async run(ctx) {
    const { tx, input, home, problem } = ctx
    if (!(await clientOf(tx, home, digestOf(input.key)))) throw problem('NO_KEY')
    if (!routes.some((r) => r.code === input.service)) throw problem('NO_SERVICE')
    if (input.place === '' && (input.lat === undefined || input.long === undefined)) throw problem('NO_PLACE')
    const { said, place, lat, long, contact, service } = input
    const known = service === 'other' ? {} : { class: service }
    const made = await receive(ctx, { said, place, lat, long, contact, against: false, channel: 'open311', ...known })
    if (typeof made === 'string') throw problem('NO_OFFICE')
    return made
  },
})
