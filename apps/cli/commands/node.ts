import { join } from 'node:path'
import { keyFileIn, publicKeysIn } from '../../../kernel/ledger/index.ts'
import { peer } from '../../../kernel/nodes/index.ts'
import { text } from '../../../kernel/platform/text.ts'
import { originOf, readConfig } from '../../config.ts'
import { nodeSigner, readPeers, sealingKey, writePeers } from '../../nodes.ts'
import { command } from '../command.ts'

const USAGE = `gnomon node key                 what the other installation needs of this one: its keys and its ledger's
gnomon node list
gnomon node add --url URL --key KEY --seal KEY --log KEY… --place CODE…
gnomon node remove URL
(the other side's keys are handed over by people, not fetched; every process is started again after a change)`

export default command({
  name: 'node',
  summary: text('和另一套系统互通办件：密钥、对方是谁', 'cases shared with another installation: keys, and who it is'),
  usage: USAGE,
  async run([verb, ...args], io) {
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    const refuse = (zh: string, en: string) => {
      io.err(t(zh, en))
      return 2
    }
    const config = readConfig()
    const all = (name: string) => args.flatMap((a, i) => (args[i - 1] === name ? [a] : []))
    if (verb === 'key') {
      io.out(`--key ${nodeSigner(config, originOf(config)).vkey}`)
      io.out(`--seal ${Buffer.from(sealingKey(config).public).toString('base64')}`)
      const keys = publicKeysIn(keyFileIn(join(config.data, 'ledger'))).filter((k) => k.until === null)
      for (const { vkey } of keys) io.out(`--log ${vkey}`)
      return keys.length > 0
        ? 0
        : refuse('账本还没有密钥，请先启动一次。', 'The ledger has no keys yet; please start once.')
    }
    const peers = readPeers(config)
    if (verb === 'list') {
      for (const p of peers)
        io.out(
          `${p.places.join(',')}  ${p.url}  ${p.key}${p.seal ? '' : t('  没有封缄的公钥（--seal）：消息只签名', '  no key to seal to (--seal): messages are signed only')}`,
        )
      if (peers.length === 0) io.out(t('没有配置别的系统。', 'No other installation is configured.'))
      return 0
    }
    if (verb === 'add') {
      const read = peer.safeParse({
        url: all('--url')[0],
        key: all('--key')[0],
        log: all('--log'),
        places: all('--place'),
        seal: all('--seal')[0],
      })
      if (!read.success) {
        io.err(USAGE)
        const { path, message } = read.error.issues[0]!
        return refuse(`${path.join('.')} 不对。`, `${path.join('.')}: ${message}`)
      }
      const taken = peers.find(
        (p) => p.url !== read.data.url && p.places.some((place) => read.data.places.includes(place)),
      )
      if (taken || read.data.places.includes(config.home))
        return refuse(
          `地区已经属于 ${taken?.url ?? '这一套'}。`,
          `A place belongs to ${taken?.url ?? 'this installation'} already.`,
        )
      writePeers(config, [...peers.filter((p) => p.url !== read.data.url), read.data])
      return 0
    }
    if (verb === 'remove' && args[0]) {
      if (!peers.some((p) => p.url === args[0])) return refuse(`没有 ${args[0]}。`, `There is no ${args[0]}.`)
      writePeers(
        config,
        peers.filter((p) => p.url !== args[0]),
      )
      return 0
    }
    io.err(USAGE)
    return 2
  },
})
