import { suggestion } from '../../config/suggestion.js';
import type { ActivityDocument } from '../document.js';
import type { Declaration } from './declarations.js';
import { bindingsOf, type Family, memberName, subscriptsOf } from './family.js';
import { readFamily } from './indices.js';
import type { Bound } from './meanings.js';
import { checkArity, checkedMember } from './members.js';
import { Consequence, Rejection } from './problems.js';
import type { Reader } from './reader.js';
import { knownSubscripts } from './resolve.js';
import type { Site } from './site.js';

/** A member of an activity's family, before it is known whether it can ever be enabled. */
interface ActivityMember {
  readonly name: string;
  readonly document: ActivityDocument;
  readonly site: Site;
}

/** A member that a text names, and the values of the text's `(*)` that lead to it. */
interface ActivityReference {
  /** Position in `ActivityNames.members`. */
  readonly member: number;
  readonly stars: readonly number[];
}

/** What the names of activities stand for. */
export class ActivityNames {
  readonly members: ActivityMember[] = [];
  private readonly families = new Map<string, { readonly family: Family; readonly first: number } | 'broken'>();

  constructor(
    declarations: readonly Declaration<ActivityDocument>[],
    /** Names whose declarations are wrong, and have been reported. */
    broken: readonly string[],
    private readonly reader: Reader,
  ) {
    for (const name of broken) this.families.set(name, 'broken');
    for (const declaration of declarations) {
      const { name, document, path } = declaration;
      const family = readFamily(declaration, reader);
      this.families.set(name, family === undefined ? 'broken' : { family, first: this.members.length });
      if (family === undefined) continue;
      for (const subscripts of subscriptsOf(family.sizes)) {
        const bindings = bindingsOf(family, subscripts);
        this.members.push({ name: memberName(name, subscripts), document, site: { path, bindings } });
      }
    }
  }

  member(position: number): ActivityMember {
    const member = this.members[position];
    if (member === undefined) throw new Error(`no activity ${position}: there are ${this.members.length}`);
    return member;
  }

  /** The one activity that `text` names. */
  one(text: string, bound: Bound): number {
    const [first, ...others] = this.all(text, bound);
    if (first === undefined || others.length > 0) throw new Rejection(`several activities: ${text}`, 'one activity');
    return first.member;
  }

  /** The activities that `text` names: `fail`, `failVm(2)`, `failVm(i)` or all of `failVm(*)`. */
  all(text: string, bound: Bound): readonly ActivityReference[] {
    const syntax = this.reader.syntax(text);
    if (syntax.kind !== 'name' && syntax.kind !== 'member') {
      throw new Rejection(JSON.stringify(text), 'the name of an activity, like fail, failVm(2) or failVm(*)');
    }
    const { family, first } = this.family(syntax.name);
    if (syntax.kind === 'name') {
      checkArity(family, 0);
      return [{ member: first, stars: [] }];
    }
    checkArity(family, syntax.subscripts.length);
    const sizes = family.sizes.filter((_, position) => syntax.subscripts[position] === '*');
    return subscriptsOf(sizes).map((stars) => {
      const subscripts = knownSubscripts(syntax, this.reader, { bindings: bound.bindings, stars });
      return { member: first + checkedMember(family, subscripts), stars };
    });
  }

  private family(name: string): { family: Family; first: number } {
    const known = this.families.get(name);
    if (known === 'broken') throw new Consequence();
    if (known !== undefined) return known;
    const meant = suggestion(name, [...this.families.keys()]);
    const need = meant === undefined ? 'an activity of this net' : `${meant} (did you mean that?)`;
    throw new Rejection(`the unknown activity ${name}`, need);
  }
}
