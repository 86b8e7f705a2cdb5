"""Random contracts for hypothesis: the same facts in the words of V2, of WS-I and of V1.

They are valid, but as odd as valid contracts can be: names that no Python has, structs within
themselves, maps of maps, parts in another order, messages that operations share.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from mahogen.model.api import Dialect
from support.values import TEXTS

SOAPENC = "http://schemas.xmlsoap.org/soap/encoding/"
SCALARS = ("string", "int", "double", "boolean", "dateTime", "base64Binary")
NAMES = ("id", "from", "e-mail", "fooBar", "größe", "_x", "list", "self", "complexObjectArray")
PREFIXES = {"cart": "shopCart", "cart_item": "shopCartItem", "basket": "shopBasket"}
METHODS = ("info", "list", "from", "x-y")
CATALOG = f"""<config><api>
<resources>{
    "".join(
        f"<{key}><title>{key}</title><methods>{''.join(f'<{m}/>' for m in METHODS[:3])}</methods>"
        f"<faults><gone><code>{code}</code><message>Gone</message></gone></faults></{key}>"
        for code, key in enumerate(("cart", "cart_item", "unused"), 100)
    )
}</resources>
<resources_alias><bag>cart</bag></resources_alias>
<v2><resources_function_prefix>{
    "".join(f"<{key}>{prefix}</{key}>" for key, prefix in PREFIXES.items())
}</resources_function_prefix></v2>
<faults><unknown><code>0</code><message>Unknown</message></unknown></faults>
</api></config>"""


@dataclass(frozen=True)
class Texts:
    """The files of one store."""

    wsdls: dict[Dialect, str]
    catalog: str
    notes: str


@dataclass(frozen=True)
class Value:
    """A field, part or result as one dialect declares it."""

    name: str
    type: str
    optional: bool = False
    nillable: bool = False
    doc: str = ""


@dataclass(frozen=True)
class Struct:
    name: str
    fields: tuple[Value, ...]
    compositor: str
    doc: str = ""


@dataclass(frozen=True)
class Operation:
    """An operation as one dialect declares it; without `wrapped`, its request of WS-I is empty."""

    name: str
    parts: tuple[Value, ...]
    results: tuple[Value, ...]
    doc: str
    action: str
    message: str
    wrapped: bool = True


@dataclass(frozen=True)
class Store:
    """What one dialect declares, in its order; `arrays` are names with item types."""

    structs: list[Struct]
    arrays: list[tuple[str, str]]
    operations: list[Operation]
    schema: str


_PING = Operation("ping", (), (), "", "", "")

# -- what is declared ------------------------------------------------------------------------------

_DOCS = st.just("") | TEXTS
_FLAGS = st.booleans()


@st.composite
def texts(draw: st.DrawFn) -> Texts:
    """The files of a store that speaks one to three dialects."""
    spoken = draw(st.sets(st.sampled_from(Dialect), min_size=1))
    arrays = [f"list{n}" for n in range(draw(st.integers(0, 4)))]
    maps = [f"map{n}" for n in range(draw(st.integers(0, 2)))]
    structs = [f"thing{n}" for n in range(draw(st.integers(1, 4)))]
    own = [*arrays, *maps, *structs]
    types = st.sampled_from([*(f"xsd:{s}" for s in SCALARS), *(f"t:{o}" for o in own)])
    types |= st.sampled_from(["xsd:anyType", "soapenc:Array"])
    # A list of lists has to end; through the value of a map it may come back to itself.
    inner = [
        st.sampled_from([f"t:{o}" for o in [*arrays[n + 1 :], *maps, *structs]] + ["xsd:int"])
        for n in range(len(arrays))
    ]
    listed = [(name, draw(of)) for name, of in zip(arrays, inner, strict=True)]
    lists = st.sampled_from([f"t:{name}" for name in [*arrays, *maps, *structs]])
    values = {name: draw(types | lists) for name in maps}
    asked = [draw(_operations(types, name)) for name in draw(_operation_names())]
    entities = [draw(_struct(types, name)) for name in structs]
    stores = {}
    for dialect in (Dialect.V2, Dialect.WSI):
        mapped = [
            Struct(f"{n}Entry", (Value("key", "xsd:string"), Value("value", of)), "all")
            for n, of in values.items()
        ]
        declared = [*draw(_told(entities)), *mapped]
        stores[dialect] = Store(
            structs=draw(st.permutations(declared)),
            arrays=[*listed, *((name, f"t:{name}Entry") for name in maps)],
            operations=draw(
                st.permutations([o[dialect] for o in asked if dialect in o] or [_PING])
            ),
            schema=draw(st.sampled_from(["urn:Shop", "urn:Shop", "urn:ShopTypes"])),
        )
    wsdls = {
        Dialect.V2: rpc(stores[Dialect.V2]),
        Dialect.WSI: literal(stores[Dialect.WSI]),
        Dialect.V1: rpc(untyped()),
    }
    chosen = {dialect: wsdls[dialect] for dialect in Dialect if dialect in spoken}
    return Texts(chosen, draw(st.sampled_from(["", CATALOG])), draw(_notes(asked)))


def _operation_names() -> st.SearchStrategy[list[str]]:
    named = st.builds(
        lambda prefix, method: prefix + method[0].upper() + method[1:],
        st.sampled_from([*PREFIXES.values(), "other"]),
        st.sampled_from(METHODS),
    )
    known = st.sampled_from(["login", "startSession", "resources", "globalFaults", "endSession"])
    return st.lists(named | known, min_size=1, max_size=6, unique=True)


@st.composite
def _operations(
    draw: st.DrawFn, types: st.SearchStrategy[str], name: str
) -> dict[Dialect, Operation]:
    """An operation in the dialects that have it: same names or others, one of them with more."""
    session = [Value("sessionId", "xsd:string")] if draw(_FLAGS) else []
    count, more = draw(st.integers(0, 3)), draw(st.integers(0, 1))
    alike = draw(_FLAGS)
    longer = draw(st.sampled_from([Dialect.V2, Dialect.WSI]))
    known = draw(st.sets(st.sampled_from([Dialect.V2, Dialect.WSI]), min_size=1))
    found = {}
    base = [draw(types) for _ in range(count + more)]
    for dialect in sorted(known):
        size = count + (more if dialect is longer and not alike else 0)
        stem = "p" if alike or dialect is Dialect.V2 else "q"
        wsi = dialect is Dialect.WSI
        parts = [
            Value(
                f"{stem}{n}",
                base[n] if draw(st.integers(0, 4)) else draw(types),
                wsi and draw(_FLAGS),
                wsi and draw(_FLAGS),
                draw(_DOCS),
            )
            for n in range(size)
        ]
        if alike:
            parts = draw(st.permutations(parts))
        parts = [*session, *parts]
        swapped = len(parts) > 1 and parts[1].type == "xsd:string"
        if session and wsi:
            parts = draw(st.permutations(parts))
        elif session and swapped and draw(_FLAGS):
            parts[:2] = reversed(parts[:2])
        results = [
            Value("result", draw(types), wsi and draw(_FLAGS), wsi and draw(_FLAGS), draw(_DOCS))
        ]
        found[dialect] = Operation(
            name,
            tuple(parts),
            tuple(results[: draw(st.integers(0, 1))]),
            draw(_DOCS),
            draw(st.sampled_from(["", "urn:Action"])),
            draw(st.sampled_from(["", "In"])),
            wrapped=bool(parts) or draw(_FLAGS),
        )
    return found


@st.composite
def _struct(draw: st.DrawFn, types: st.SearchStrategy[str], name: str) -> Struct:
    fields = draw(st.lists(st.sampled_from(NAMES), max_size=5, unique=True))
    return Struct(
        name,
        tuple(Value(f, draw(types), draw(_FLAGS), draw(_FLAGS), draw(_DOCS)) for f in fields),
        draw(st.sampled_from(["all", "sequence"])),
        draw(_DOCS),
    )


@st.composite
def _told(draw: st.DrawFn, entities: list[Struct]) -> list[Struct]:
    """The entities as one dialect tells of them: mostly the same, now and then something else."""
    found = []
    for entity in entities:
        fields = list(entity.fields)
        if draw(st.integers(0, 3)) == 0:
            fields = draw(st.permutations(fields))[: draw(st.integers(0, len(fields)))]
        found.append(Struct(entity.name, tuple(fields), entity.compositor, entity.doc))
    return found


def untyped() -> Store:
    """What V1 declares, the same for every store."""
    session, anything = Value("sessionId", "xsd:string"), "xsd:anyType"
    path, args = Value("resourcePath", "xsd:string"), Value("args", anything)
    fixed = Value("return", "t:FixedArray")

    def operation(name: str, parts: tuple[Value, ...], result: Value) -> Operation:
        return Operation(name, parts, (result,), f"V1's {name}", "urn:Action", "")

    return Store(
        [],
        [("FixedArray", anything)],
        [
            operation("call", (session, path, args), Value("callReturn", anything)),
            operation("multiCall", (session, Value("calls", "t:FixedArray")), fixed),
            operation("login", (Value("username", "xsd:string"),), Value("r", "xsd:string")),
            operation("startSession", (), Value("r", "xsd:string")),
            operation("resources", (session,), fixed),
        ],
        "urn:Shop",
    )


@st.composite
def _notes(draw: st.DrawFn, asked: list[dict[Dialect, Operation]]) -> str:
    """Notes on some of the parameters, by the name in V2."""
    lines = ['secret = ["p1", "_*"]']
    for found in asked:
        operation = found.get(Dialect.V2)
        if operation and draw(_FLAGS):
            lines.append(f'[operations."{operation.name}".parameters]')
            for part in operation.parts:
                if part.name != "sessionId" and draw(_FLAGS):
                    optional = draw(
                        st.sampled_from(["", ", optional = true", ", optional = false"])
                    )
                    lines.append(f'{part.name} = {{ name = "n{part.name}"{optional} }}')
    lines += ["[entities.thing0]", 'doc = "A thing"', "[entities.thing0.fields]", 'id = "ID"']
    return "\n".join(lines)


# -- how it is written -----------------------------------------------------------------------------


def rpc(store: Store) -> str:
    """The contract as rpc/encoded: V2, or V1."""
    arrays = [
        f'<xsd:complexType name="{name}"><xsd:complexContent>'
        f'<xsd:restriction base="soapenc:Array"><xsd:attribute ref="soapenc:arrayType"'
        f' wsdl:arrayType="{item}[]"/></xsd:restriction></xsd:complexContent></xsd:complexType>'
        for name, item in store.arrays
    ]
    structs = [_struct_text(struct) for struct in store.structs]
    messages = {}
    for operation in store.operations:
        for name, values in _messages(operation):
            parts = "".join(
                f"<wsdl:part name={quoteattr(v.name)} type={quoteattr(v.type)}>{_said(v.doc)}"
                "</wsdl:part>"
                for v in values
            )
            messages[name] = f'<wsdl:message name="{name}">{parts}</wsdl:message>'
    body = f'<soap:body use="encoded" namespace="urn:Shop" encodingStyle="{SOAPENC}"/>'
    return _contract(store, [*structs, *arrays], [*messages.values()], "rpc", body)


def literal(store: Store) -> str:
    """The contract as document/literal: WS-I."""
    arrays = [
        f'<xsd:complexType name="{name}"><xsd:sequence><xsd:element name="complexObjectArray" '
        f'type="{item}" minOccurs="0" maxOccurs="unbounded"/></xsd:sequence></xsd:complexType>'
        for name, item in store.arrays
    ]
    structs = [_struct_text(struct) for struct in store.structs]
    messages, wrappers = {}, {}
    for operation in store.operations:
        for name, values in _messages(operation):
            empty = not values and not operation.wrapped
            part = f'<wsdl:part name="parameters" element="t:{name}Param"/>'
            messages[name] = f'<wsdl:message name="{name}">{"" if empty else part}</wsdl:message>'
            inside = "".join(map(_element_text, values))
            wrappers[name] = (
                f'<xsd:element name="{name}Param"><xsd:complexType><xsd:sequence>{inside}'
                "</xsd:sequence></xsd:complexType></xsd:element>"
            )
    declared = [*structs, *arrays, *wrappers.values()]
    body = '<soap:body use="literal"/>'
    return _contract(store, declared, [*messages.values()], "document", body)


def _messages(operation: Operation) -> list[tuple[str, tuple[Value, ...]]]:
    return [
        (f"{operation.name}Request", operation.parts),
        (f"{operation.name}Response", operation.results),
    ]


def _contract(store: Store, declared: list[str], messages: list[str], style: str, body: str) -> str:
    operations, bound = [], []
    for o in store.operations:
        name = f' name="{o.name}{o.message}"' if o.message else ""
        operations.append(
            f'<wsdl:operation name="{o.name}">{_said(o.doc)}'
            f'<wsdl:input{name} message="m:{o.name}Request"/>'
            f'<wsdl:output message="m:{o.name}Response"/></wsdl:operation>'
        )
        bound.append(
            f'<wsdl:operation name="{o.name}"><soap:operation soapAction="{o.action}"/>'
            f"<wsdl:input>{body}</wsdl:input><wsdl:output>{body}</wsdl:output></wsdl:operation>"
        )
    return "\n".join(
        [
            f'<wsdl:definitions targetNamespace="urn:Shop" xmlns:t="{store.schema}" '
            'xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:m="urn:Shop" '
            'xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" '
            f'xmlns:soapenc="{SOAPENC}" xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
            f'<wsdl:types><xsd:schema targetNamespace="{store.schema}">',
            *declared,
            "</xsd:schema></wsdl:types>",
            *messages,
            '<wsdl:portType name="Ports">',
            *operations,
            "</wsdl:portType>",
            '<wsdl:binding name="Binding" type="m:Ports"><soap:binding '
            f'style="{style}" transport="http://schemas.xmlsoap.org/soap/http"/>',
            *bound,
            "</wsdl:binding>",
            '<wsdl:service name="Service"><wsdl:port name="Port" binding="m:Binding">',
            '<soap:address location="https://shop.example/api/"/>',
            "</wsdl:port></wsdl:service></wsdl:definitions>",
        ]
    )


def _struct_text(struct: Struct) -> str:
    inside = "".join(map(_element_text, struct.fields))
    return (
        f'<xsd:complexType name="{struct.name}">{_annotated(struct.doc)}'
        f"<xsd:{struct.compositor}>{inside}</xsd:{struct.compositor}></xsd:complexType>"
    )


def _element_text(value: Value) -> str:
    optional = ' minOccurs="0"' if value.optional else ""
    nillable = ' nillable="true"' if value.nillable else ""
    return (
        f"<xsd:element name={quoteattr(value.name)} type={quoteattr(value.type)}{optional}"
        f"{nillable}>{_annotated(value.doc)}</xsd:element>"
    )


def _said(doc: str) -> str:
    return f"<wsdl:documentation>{escape(doc)}</wsdl:documentation>" if doc else ""


def _annotated(doc: str) -> str:
    if not doc:
        return ""
    text = f"<xsd:documentation>{escape(doc)}</xsd:documentation>"
    return f"<xsd:annotation>{text}</xsd:annotation>"
