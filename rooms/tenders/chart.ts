import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const chart = readFileSync(fileURLToPath(new URL('procedures/tender.bpmn', import.meta.url)), 'utf8')
