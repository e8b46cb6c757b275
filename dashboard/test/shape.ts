import ts from 'typescript';

/** Where a document is not of its type, and which of the declared fields it has. */
export interface Compared {
  wrong: string[];
  seen: ReadonlySet<ts.Declaration>;
}

/** Compares documents with types as the compiler knows them, of which nothing is left at run time. */
export class Shapes {
  private readonly wrong: string[] = [];
  private readonly seen = new Set<ts.Declaration>();

  constructor(private readonly checker: ts.TypeChecker) {}

  compare(value: unknown, type: ts.Type, path: string): void {
    const arms = type.isUnion() ? type.types : [type];
    // The arms of the API's unions differ in kind: null, a text, a number, one kind of object.
    const arm = arms.find((one) => this.takes(one, value));
    if (!arm) {
      this.wrong.push(
        `${path} is ${kind(value)}, the page reads ${this.checker.typeToString(type)}`,
      );
    } else if (Array.isArray(value)) {
      const of = this.checker.getTypeArguments(arm as ts.TypeReference);
      const isPair = this.checker.isTupleType(arm);
      if (isPair && of.length !== value.length) {
        this.wrong.push(`${path} has ${value.length} values, the page reads ${of.length}`);
      }
      value.forEach((one, i) => this.compare(one, of[isPair ? i : 0]!, `${path}[${i}]`));
    } else if (typeof value === 'object' && value !== null) {
      this.object(value as Record<string, unknown>, arm, path);
    }
  }

  get result(): Compared {
    return { wrong: this.wrong, seen: this.seen };
  }

  private object(value: Record<string, unknown>, type: ts.Type, path: string): void {
    const named = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (named) {
      for (const [name, one] of Object.entries(value)) this.compare(one, named, `${path}.${name}`);
    }
    for (const property of this.checker.getPropertiesOfType(type)) {
      const { name } = property;
      if (!Object.hasOwn(value, name)) {
        if (property.flags & ts.SymbolFlags.Optional) continue;
        this.wrong.push(`${path}.${name} is missing, the page reads it`);
        continue;
      }
      property.declarations?.forEach((declaration) => this.seen.add(declaration));
      this.compare(value[name], this.checker.getTypeOfSymbol(property), `${path}.${name}`);
    }
  }

  private takes(type: ts.Type, value: unknown): boolean {
    if (type.isLiteral()) return type.value === value;
    if (type.flags & ts.TypeFlags.BooleanLiteral) {
      return this.checker.typeToString(type) === String(value);
    }
    if (value === null) return (type.flags & ts.TypeFlags.Null) !== 0;
    const isArray = this.checker.isArrayType(type) || this.checker.isTupleType(type);
    switch (typeof value) {
      case 'string':
        return (type.flags & ts.TypeFlags.String) !== 0;
      case 'number':
        return (type.flags & ts.TypeFlags.Number) !== 0;
      case 'object':
        return isObject(type) && Array.isArray(value) === isArray;
      default:
        return false;
    }
  }
}

function isObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

function kind(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `${value}`;
}

/** All fields that a file's types declare. */
export function fieldsOf(file: ts.SourceFile): ts.PropertySignature[] {
  const found: ts.PropertySignature[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isPropertySignature(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
