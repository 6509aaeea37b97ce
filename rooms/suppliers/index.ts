import { defineRoom, text } from '../../kernel/platform/index.ts'
import { suppliers } from './contract.ts'
import { demo } from './demo.ts'
import portalSuppliers from './portal/suppliers.tsx'
import { graded, readByCode, readMine, readOf, readSuppliers, registered } from './register.ts'
import { portal } from './words.ts'

export default defineRoom({
  name: 'suppliers',
  title: text('供应商库', 'Suppliers'),
  menu: {
    portal: [{ group: text('公开', 'In the open'), title: text('供应商库', 'Suppliers'), path: portal, order: 46 }],
  },
  publishes: { open: [{ id: 'suppliers', title: text('政府采购供应商', 'Suppliers'), query: suppliers }] },
  operations: [registered, readMine, readByCode, readOf, readSuppliers, graded],
  pages: [portalSuppliers],
  demo,
})
