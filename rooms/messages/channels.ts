import { setting, type Tx } from '../../kernel/platform/index.ts'

export type Channel = 'email' | 'sms'
export type Sending = {
  /** The same for every attempt: a provider that has sent it sends it no more. */
  key: string
  channel: Channel
  to: string
  subject: string
  body: string
}
/** `bounced`: the address takes nothing, and no attempt will change that. A provider that is down throws. */
export type Sent = { state: 'sent' | 'bounced'; said: string }
export type Provider = { name: string; send(sending: Sending, tx: Tx): Promise<Sent> }

/** A gateway of SMS or mail cannot be here: the demonstration's keeps nothing back, its messages are read on a page. */
const demonstration: Provider = {
  name: 'demonstration',
  async send({ to, channel }, tx) {
    const mode = (await setting<string>(tx, 'messages.mode')) ?? 'well'
    if (mode === 'down') throw new Error('the demonstration’s channel is down')
    if (mode === 'bounce' || to.endsWith('.invalid')) return { state: 'bounced', said: `550 ${to}: no such address` }
    return { state: 'sent', said: `${channel} accepted` }
  },
}

const providers: Record<Channel, Provider> = { email: demonstration, sms: demonstration }
/** A city connects its own gateway here. */
export function connectProvider(channel: Channel, provider: Provider): void {
  providers[channel] = provider
}
export const providerOf = (channel: Channel): Provider => providers[channel]
