import { anyone, page } from '../../../kernel/platform/index.ts'
import { foreignFile } from '../../../web/ui/index.ts'
import { readFile } from '../contract.ts'
import { portal } from '../paths.ts'

export default page({
  path: `${portal}/:number/files/:sha256`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const { name, bytes } = await p.call(readFile, { number: p.params.number!, sha256: p.params.sha256! })
    return foreignFile(name, bytes, 'application/pdf')
  },
})
