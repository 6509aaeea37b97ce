import { defineRoom, text } from '../platform/index.ts'
import receive, { refused } from './receive.ts'
import takeReceipt from './take-receipt.ts'

export * as contract from './contract.ts'
export { deliver, type Line } from './deliver.ts'
export { digestOf } from './envelope.rules.ts'
export { defineMessage, type MessageKind } from './messages.ts'
export { type Lag, lagOfNodes, post } from './nodes.store.ts'
export { connected, connectNodes, isFar, type Peer, peer, signNote } from './peers.ts'

export default defineRoom({
  name: 'nodes',
  title: text('节点', 'Nodes'),
  operations: [receive, refused, takeReceipt],
})
