import { spawnSync } from 'node:child_process'
import { text } from '../../../kernel/platform/text.ts'
import { root } from '../../config.ts'
import { command } from '../command.ts'

export default command({
  name: 'sbom',
  summary: text(
    '列出用到的全部软件包（CycloneDX 或 SPDX，离线）',
    'list every package in use (CycloneDX or SPDX, offline)',
  ),
  usage: 'gnomon sbom [--format cyclonedx|spdx] [--with-dev]',
  async run(args, io) {
    const at = args.indexOf('--format')
    const format = at < 0 ? 'cyclonedx' : (args[at + 1] ?? '')
    if (!['cyclonedx', 'spdx'].includes(format)) {
      io.err(this.usage)
      return 2
    }
    const omit = args.includes('--with-dev') ? [] : ['--omit', 'dev']
    const made = spawnSync('npm', ['sbom', '--package-lock-only', '--sbom-format', format, ...omit], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 << 20,
      shell: process.platform === 'win32',
    })
    if (made.status !== 0) {
      io.err(made.stderr || String(made.error?.message))
      return 2
    }
    await io.write(made.stdout)
    return 0
  },
})
