import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { readFile } from '../contract.ts'
import { portal } from '../paths.ts'

/** What somebody else wrote is never shown as a page of ours. */
const safe = { 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff' }

export default page({
  path: `${portal}/:number/files/:sha256`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const { name, bytes } = await p.call(readFile, { number: p.params.number!, sha256: p.params.sha256! })
    return { title: text(name, name), bytes: { data: bytes, type: 'application/pdf', name, headers: safe } }
  },
})
