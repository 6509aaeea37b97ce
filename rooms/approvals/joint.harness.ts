// For tests and benches: a company's registration with what may be asked for beside it.
export const BUNDLE = '350203-20-0001'
export const FORM = {
  name: '海风饭店有限公司',
  kind: '有限责任公司',
  capital: 50,
  address: '思明区环岛路 8 号',
  scope: '餐饮服务',
  owner: '林海',
  ownerId: '350200190001010018',
  phone: '0592-1234567',
  accounting: '独立核算',
  staff: 8,
}
/** Asks for all five. */
export const ALL = {
  also: ['公章刻制备案', '用人单位社会保险参保登记', '食品经营许可'],
  sealKinds: '法定名称章',
  bank: '6222000011112222',
  'kind-0101': '餐饮服务经营者',
  items: ['热食类食品制售'],
  seats: 40,
}
