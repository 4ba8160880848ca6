// What was taken off the amount: it comes back when that is undone, unless somebody has written another one since.
export class Taken {
  #acts = new Map();
  #left = null;

  constructor(field) {
    this.field = field;
  }

  // The field shows what is left of `before`. `kept`: of the press, so that what it used can be used once more.
  take(act, off, left, kept) {
    this.field.value = this.#left = left;
    this.#acts.set(act, { off, kept });
  }

  note(act, kept) {
    this.#acts.set(act, { off: 0, kept });
  }

  // Another amount is meant from now on.
  over() {
    this.#left = null;
  }

  // What the press had kept; `toField` writes what the field shows and so much more. Undefined: not of this page.
  back(act, toField) {
    const { off, kept } = this.#acts.get(act) ?? {};
    this.#acts.delete(act);
    if (off && this.field.value === this.#left) this.field.value = this.#left = toField(off);
    return kept;
  }
}
