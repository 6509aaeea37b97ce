// Tests that share a process share what its rooms declare: all of them, as in the product, whichever file came first.
import '../apps/rooms.ts'
