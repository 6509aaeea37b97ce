import { anyone, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { demoKey, demoKeyFile, contract as envelope } from '../../../trade/envelope/index.ts'
import { demoKeys } from '../paths.ts'

/** The key file of a demonstration's trustee, where that is the registered key. */
export default page({
  path: `${demoKeys}/:file`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const unit = /^([0-9a-z-]{3,60})\.json$/.exec(p.params.file!)?.[1] ?? ''
    const known = (await p.call(envelope.keys, { jurisdiction: p.home })).find((k) => k.unit === unit)
    if (!known || demoKey(unit).key !== known.key) throw standardProblem('NOT_FOUND')
    const data = new TextEncoder().encode(JSON.stringify(await demoKeyFile(unit), null, 1))
    return {
      title: text('演示钥匙', 'Demonstration key'),
      bytes: { data, type: 'application/json', name: `${unit}.json` },
    }
  },
})
