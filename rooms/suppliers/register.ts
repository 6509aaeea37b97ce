import { cite } from '../../kernel/law/index.ts'
import { clear } from '../../kernel/parties/index.ts'
import { anyone, loggedIn, operation, type PersonActor, query, systemOnly } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { byCode, grade, mine, of, register, suppliers } from './contract.ts'
import { holderOf, insertPerformance, listSuppliers, putSupplier, suppliersOf } from './suppliers.store.ts'

/** 政府采购法 art. 22: what a supplier must be; who is barred does not come in. */
export const registered = operation(register, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  gate: clear('procurement', (i) => ({ uscc: i.uscc })),
  async run({ tx, actor, input, clock, home, problem }) {
    const { personId } = actor as PersonActor
    const holder = await holderOf(tx, home, input.uscc)
    if (holder && holder !== personId) throw problem('TAKEN')
    const { name, uscc, size, contact } = input
    await putSupplier(tx, home, { personId, name, uscc, size, contact }, clock.now())
    return {
      act: acts['supplier.registered']({
        jurisdiction: home,
        subject: { kind: 'person', id: personId },
        basis: [cite('政府采购法', 22)],
        public: { uscc, name, size },
        private: { contact },
      }),
      output: { uscc },
    }
  },
})

export const readMine = query(mine, {
  allow: ({ actor }) => loggedIn(actor),
  run: async ({ tx, actor, home }) => (await suppliersOf(tx, home, [(actor as PersonActor).personId]))[0] ?? null,
})
export const readOf = query(of, {
  allow: systemOnly,
  run: ({ tx, input, home }) => suppliersOf(tx, home, input.people),
})
export const readByCode = query(byCode, {
  allow: systemOnly,
  async run({ tx, input, home }) {
    const holder = (await listSuppliers(tx, home)).find((s) => s.uscc === input.uscc)
    return holder ? (await suppliersOf(tx, home, [holder.personId]))[0]! : null
  },
})
export const readSuppliers = query(suppliers, {
  allow: anyone,
  run: async ({ tx, home }) =>
    (await listSuppliers(tx, home)).map(({ uscc, name, size, graded, grade: mean, registeredAt }) => ({
      ...{ uscc, name, size, graded, grade: mean, registeredAt },
    })),
})

export const graded = operation(grade, {
  allow: systemOnly,
  async run({ tx, input, clock, home }) {
    const { number, uscc, words, unit } = input
    await insertPerformance(tx, { jurisdiction: home, number, uscc, unit, grade: input.grade, words }, clock.now())
    const holder = await holderOf(tx, home, uscc)
    return {
      act: acts['supplier.graded']({
        jurisdiction: home,
        subject: { kind: 'person', id: holder! },
        public: { number, uscc, grade: input.grade },
        private: { words },
      }),
      output: { number },
    }
  },
})
