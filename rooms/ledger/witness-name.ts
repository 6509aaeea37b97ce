import { type Text, text } from '../../kernel/platform/index.ts'

/** The demonstration's own witnesses as people call them. */
const KNOWN: Record<string, Text> = {
  'people-congress.demo.gnomon.example': text('市人大', 'People’s Congress'),
  'audit-office.demo.gnomon.example': text('审计局', 'Audit Office'),
  'university.demo.gnomon.example': text('高校', 'University'),
}

/** Any other witness is called what its policy calls it. */
export const witnessName = (name: string): Text => KNOWN[name] ?? text(name, name)
