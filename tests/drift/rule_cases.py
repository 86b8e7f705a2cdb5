"""For every rule an edit of the shop that triggers it, and a near miss that does not.

`told` is everything that the edit is reported as; it may be more than the rule in question where a
value goes both ways, since a change of it then means one thing to who sends and another to who
receives.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from drift_shop import (
    Edit,
    Shop,
    added,
    both,
    fields,
    of_operation,
    of_struct,
    one,
    operation,
    parts,
    result,
    swapped,
    text,
    with_,
    without,
)

from mahogen.model.api import Dialect
from mahogen.model.schemas import ITEM
from support.contracts import SOAPENC, Struct, Value

NOTE = Value("note", "xsd:string", optional=True)
NEEDED = Value("note", "xsd:string")
ENCODING = ' encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"'


def same(shop: Shop) -> Shop:
    """No edit."""
    return shop


@dataclass(frozen=True)
class Case:
    """`first` is made of both shops before anything else; `near` is told as `near_told`."""

    edit: Edit
    told: tuple[str, ...]
    near: Edit
    near_told: tuple[str, ...] = ()
    first: Edit = same


def only(*dialects: Dialect) -> Edit:
    return lambda shop: replace(shop, dialects=dialects)


def named(name: str, new: str) -> Edit:
    return of_operation(name, lambda o: replace(o, name=new))


def struct_named(name: str, new: str) -> Edit:
    """Another name of a struct, wherever it is spoken of."""

    def edit(shop: Shop) -> Shop:
        return both(
            text(f't:{name}"', f't:{new}"'), text(f'Type name="{name}"', f'Type name="{new}"')
        )(shop)

    return both(only(Dialect.WSI), edit)


def array_of(name: str, item: str) -> Edit:
    return lambda shop: replace(
        shop, arrays=tuple((n, item if n == name else of) for n, of in shop.arrays)
    )


def catalog(old: str, new: str) -> Edit:
    return text(old, new, "catalog")


def documented(name: str, doc: str) -> Edit:
    return of_operation(name, lambda o: replace(o, doc=doc))


def own_actions(shop: Shop) -> Shop:
    """Each operation with a soapAction of its own."""
    return replace(
        shop, operations=tuple(replace(o, action=f"urn:{o.name}") for o in shop.operations)
    )


def import_of(namespace: str) -> Edit:
    """A schema of V2 that imports a namespace which everybody knows."""
    first = 'schema targetNamespace="urn:Shop">'
    return text(first, f'{first}<xsd:import namespace="{namespace}"/>', "v2")


def bound(name: str, header: str) -> Edit:
    """A header beside the body of a request."""
    start = f'<wsdl:operation name="{name}"><soap:operation soapAction="urn:Action"/><wsdl:input>'
    return text(start, start + header)


def in_body(name: str, old: str, new: str) -> Edit:
    """An edit of the body of one operation's request in V2."""
    said = f'<soap:body use="encoded" namespace="urn:Shop"{ENCODING}/>'
    start = f'<wsdl:operation name="{name}"><soap:operation soapAction="urn:Action"/><wsdl:input>'
    return text(start + said, start + said.replace(old, new), "v2")


def colours(*values: str) -> Edit:
    """A simple type that lists `values`, in place of what it listed before."""
    listed = "".join(f'<xsd:enumeration value="{value}"/>' for value in values)
    start, end = '<xsd:simpleType name="colour"><xsd:restriction base="xsd:string">', "<!-- -->"
    declared = f"{start}{listed}</xsd:restriction></xsd:simpleType>{end}"

    def edit(shop: Shop) -> Shop:
        before = next((new for _, _, new in shop.texts if end in new), None)
        schema = 'schema targetNamespace="urn:Shop">'
        return text(before or schema, schema + declared)(shop)

    return edit


PAID = 'element name="paid" type="xsd:boolean" minOccurs="0"'
FAULT = text(
    '<wsdl:output message="m:shopMoveResponse"/>',
    '<wsdl:output message="m:shopMoveResponse"/><wsdl:fault name="gone" message="m:loginRequest"/>',
)
ITEMS = "<shop_item><title>Items</title><methods><list/></methods></shop_item>"
RENAMED = both(catalog("<shop_item>", "<shop_article>"), catalog("</shop_item>", "</shop_article>"))
ADDRESS = 'location="https://shop.example/api/"'
V2, WSI = Dialect.V2, Dialect.WSI

# By the id of the rule, with a word behind it where a rule has more than one.
CASES: dict[str, Case] = {
    "ST001": Case(
        only(WSI),
        ("ST001 dialect",),
        both(only(V2, WSI), of_operation("shopMove", lambda _: None)),
        ("OP001 shopMove",),
        first=lambda s: replace(s, dialects=(V2,)),
    ),
    "ST004": Case(only(V2), ("ST004 dialect",), only(WSI, V2)),
    "NS001": Case(
        text("urn:Shop", "urn:Other"),
        ("NS001 targetNamespace",),
        text('use="encoded" namespace="urn:Shop"', 'use="encoded" namespace="urn:Other"', "v2"),
        ("BI001 body.namespace",),
    ),
    "NS002": Case(
        both(
            text('schema targetNamespace="urn:Shop"', 'schema targetNamespace="urn:Types"'),
            text('xmlns:t="urn:Shop"', 'xmlns:t="urn:Types"'),
        ),
        ("NS002 schema.targetNamespace",),
        text("urn:Shop", "urn:Other"),
        ("NS001 targetNamespace",),
    ),
    "BI001": Case(
        text('use="encoded" namespace="urn:Shop"', 'use="encoded" namespace="urn:Body"', "v2"),
        ("BI001 body.namespace",),
        text("urn:Shop", "urn:Other"),
        ("NS001 targetNamespace",),
    ),
    "BI004": Case(
        text(ENCODING, "", "v2"),
        ("BI004 body.encodingStyle",),
        text('use="encoded" namespace="urn:Shop"', 'use="encoded" namespace="urn:Body"', "v2"),
        ("BI001 body.namespace",),
    ),
    "BI001 of one operation": Case(
        in_body("shopInfo", 'namespace="urn:Shop"', 'namespace="urn:Body"'),
        ("BI001 shopInfo.body.namespace",),
        text("urn:Shop", "urn:Other"),
        ("NS001 targetNamespace",),
    ),
    "BI004 of one operation": Case(
        in_body("shopInfo", ENCODING, ""),
        ("BI004 shopInfo.body.encodingStyle",),
        text('soapAction="urn:Action"', 'soapAction=""'),
        ("BI005 soapAction",),
    ),
    "BI005": Case(
        text('soapAction="urn:Action"', 'soapAction="urn:Other"'),
        ("BI005 soapAction",),
        added(replace(operation("shopClose", ()), action="urn:Other")),
        ("OP002 shopClose",),
    ),
    "BI006": Case(
        added(replace(operation("shopClose", ()), action="urn:shopInfo")),
        ("BI006 soapAction", "OP002 shopClose"),
        added(replace(operation("shopClose", ()), action="urn:shopClose")),
        ("OP002 shopClose",),
        first=own_actions,
    ),
    "BI009": Case(
        text('"Service"', '"Services"'),
        ("BI009 service",),
        text("loginRequest", "loginCall"),
    ),
    "AD001": Case(
        text(ADDRESS, 'location="https://shop.example/index.php/api/"'),
        ("AD001 address",),
        text(ADDRESS, 'location="https://shop.example/api"'),
    ),
    "AD001 in the query": Case(
        text("?type=v2_soap", "?type=soap"),
        ("AD001 address",),
        text("?type=v2_soap", "?SID=&amp;type=v2_soap"),
        first=text(ADDRESS, 'location="https://shop.example/api.php?type=v2_soap"'),
    ),
    "AD005 by a session": Case(
        text(ADDRESS, 'location="https://shop.example/api/?SID=0123456789abcdef"'),
        ("AD005 address",),
        text(ADDRESS, 'location="https://shop.example/api/?"'),
    ),
    "AD002": Case(
        text(ADDRESS, 'location="https://staging.example/api/"'),
        ("AD002 address",),
        text(ADDRESS, 'location="https://SHOP.example/api/"'),
    ),
    "AD003": Case(
        text(ADDRESS, 'location="http://shop.example/api/"'),
        ("AD003 address",),
        text(ADDRESS, 'location="https://shop.example:80/api/"'),
        ("AD002 address",),
    ),
    "AD004": Case(
        text("http://shop.example/api/", "https://shop.example/api/"),
        ("AD004 address",),
        text("http://shop.example/api/", "http://shop.example:443/api/"),
        ("AD002 address",),
        first=text(ADDRESS, 'location="http://shop.example/api/"'),
    ),
    "AD005": Case(
        text(ADDRESS, 'location="https://ann:secret@shop.example/api/"'),
        ("AD005 address",),
        text(ADDRESS, 'location="https://shop.example/api/ann:secret@here"'),
        ("AD001 address",),
    ),
    "OP001": Case(
        of_operation("shopMove", lambda _: None),
        ("OP001 shopMove",),
        of_operation("shopMove", lambda o: replace(o, message="In")),
    ),
    "OP002": Case(
        added(operation("shopClose", (), "")),
        ("OP002 shopClose",),
        added(Struct("other", (NOTE,), "all")),
    ),
    "OP003": Case(
        named("shopInfo", "shopInformation"),
        ("OP003 shopInfo",),
        both(named("shopInfo", "shopTotals"), parts("shopTotals", one("id", type="xsd:string"))),
        ("OP001 shopInfo", "OP002 shopTotals"),
    ),
    "OP007": Case(
        documented("shopInfo", "About the shop."),
        ("OP007 shopInfo",),
        result("shopInfo", "t:items"),
        ("TY007 shopInfo.result",),
        first=documented("shopInfo", "About the shop"),
    ),
    "OP007 of parts and fields": Case(
        both(
            parts("shopAdd", one("comment", doc="Said to the customer.")),
            fields("order", one("paid", doc="Whether it is paid.")),
            fields("item", one("sku", doc="Its number.")),
            of_struct("address", lambda s: replace(s, doc="Where it goes.")),
        ),
        ("OP007 shopAdd.comment", "OP007 order.paid", "OP007 item.sku", "OP007 address"),
        fields("order", with_(replace(NOTE, doc="What else there is."))),
        ("EL004 order.note",),
    ),
    "MS001": Case(
        bound("shopInfo", '<soap:header message="m:loginRequest" part="username" use="encoded"/>'),
        ("MS001 shopInfo.header.username",),
        text(
            f'<soap:body use="encoded" namespace="urn:Shop"{ENCODING}/></wsdl:output>',
            f'<soap:body use="encoded" namespace="urn:Shop"{ENCODING}/>'
            '<soap:header message="m:loginRequest" part="username" use="encoded"/></wsdl:output>',
            "v2",
        ),
    ),
    "PT001": Case(
        parts("shopAdd", without("comment")),
        ("PT001 shopAdd.comment",),
        parts("shopAdd", one("comment", name="remark")),
        ("PT004 shopAdd.comment",),
    ),
    "PT002": Case(
        parts("shopMove", with_(NEEDED)),
        ("PT002 shopMove.note",),
        parts("shopMove", with_(NEEDED, 1)),
        ("PT003 shopMove.note",),
    ),
    "PT003": Case(
        parts("shopMove", with_(NEEDED, 1)),
        ("PT003 shopMove.note",),
        parts("shopMove", with_(NEEDED)),
        ("PT002 shopMove.note",),
    ),
    "PT004": Case(
        parts("shopMove", one("address", name="to")),
        ("PT004 shopMove.address",),
        parts("shopMove", one("address", name="to", type="xsd:boolean")),
        ("PT001 shopMove.address", "PT002 shopMove.to"),
    ),
    "PT005": Case(
        parts("shopAdd", swapped(1, 2)),
        ("PT005 shopAdd",),
        parts("shopAdd", with_(NEEDED, 1)),
        ("PT003 shopAdd.note",),
    ),
    "PT008": Case(
        result("shopMove", None),
        ("PT008 shopMove.result",),
        result("shopMove", "xsd:boolean", doc="whether it moved"),
        ("OP007 shopMove.result",),
    ),
    "PT009": Case(
        result("shopMove", "xsd:boolean"),
        ("PT009 shopMove.result",),
        result("shopInfo", "xsd:boolean"),
        ("TY007 shopInfo.result",),
        first=result("shopMove", None),
    ),
    "PT010": Case(
        text(
            '<wsdl:operation name="shopAdd"><wsdl:input',
            '<wsdl:operation name="shopAdd" parameterOrder="items id"><wsdl:input',
        ),
        ("PT010 shopAdd.parameterOrder",),
        parts("shopInfo", one("id", type="xsd:string")),
        ("TY001 shopInfo.id",),
        first=text(
            '<wsdl:operation name="shopInfo"><wsdl:input',
            '<wsdl:operation name="shopInfo" parameterOrder="id items"><wsdl:input',
        ),
    ),
    "PT011": Case(
        text('<wsdl:part name="comment"', '<wsdl:part minOccurs="0" name="comment"', "v2"),
        ("PT011 shopAdd.comment",),
        parts("shopAdd", one("comment", optional=False)),
        ("OC001 shopAdd.comment",),
    ),
    "PT013": Case(
        parts("shopMove", with_(NOTE)),
        ("PT013 shopMove.note",),
        parts("shopMove", with_(NEEDED)),
        ("PT002 shopMove.note",),
        first=only(WSI),
    ),
    "PT014": Case(
        of_operation(
            "shopMove", lambda o: replace(o, results=one("result", name="moved")(o.results))
        ),
        ("PT014 shopMove.result",),
        result("shopMove", "xsd:int"),
        ("TY006 shopMove.result",),
    ),
    "TY001": Case(
        parts("shopInfo", one("id", type="xsd:string")),
        ("TY001 shopInfo.id",),
        parts("shopInfo", one("id", type="xsd:double")),
        ("TY005 shopInfo.id",),
    ),
    "TY002": Case(
        parts("shopAdd", one("comment", type="xsd:int")),
        ("TY002 shopAdd.comment",),
        fields("order", one("created_at", type="xsd:int")),
        ("TY004 order.created_at",),
    ),
    "TY003": Case(
        result("shopInfo", "xsd:string"),
        ("TY003 shopInfo.result",),
        result("shopInfo", "xsd:int", doc="said"),
        ("OP007 shopInfo.result",),
        first=result("shopInfo", "xsd:int"),
    ),
    "TY004": Case(
        fields("order", one("created_at", type="xsd:dateTime")),
        ("TY004 order.created_at",),
        parts("shopAdd", one("comment", type="xsd:dateTime")),
        ("TY002 shopAdd.comment",),
    ),
    "TY005": Case(
        result("shopInfo", "xsd:double"),
        ("TY005 shopInfo.result",),
        result("shopInfo", "xsd:string"),
        ("TY003 shopInfo.result",),
        first=result("shopInfo", "xsd:int"),
    ),
    "TY006": Case(
        fields("order", one("paid", type="xsd:string")),
        ("TY006 order.paid",),
        fields("order", one("paid", doc="whether it is paid")),
        ("OP007 order.paid",),
    ),
    "TY007": Case(
        parts("shopMove", one("address", type="xsd:string")),
        ("TY007 shopMove.address",),
        parts("shopMove", one("address", type="t:order")),
        ("TY014 shopMove.address",),
    ),
    "TY008": Case(
        struct_named("address", "postalAddress"),
        ("TY008 address",),
        parts("shopMove", one("address", type="t:order")),
        ("TY014 shopMove.address",),
        first=only(WSI),
    ),
    "TY008 of one within itself": Case(
        struct_named("address", "postalAddress"),
        ("TY008 address",),
        fields("address", with_(NOTE)),
        ("EL001 address.note",),
        first=both(only(WSI), fields("address", with_(Value("next", "t:address", optional=True)))),
    ),
    "TY008 of two, one within the other": Case(
        both(struct_named("address", "postalAddress"), struct_named("unused", "unusedEntity")),
        ("TY008 address", "TY008 unused"),
        fields("unused", without("a")),
        ("TY015 unused",),
        first=both(only(WSI), fields("unused", with_(Value("next", "t:address", optional=True)))),
    ),
    "TY009": Case(
        of_struct("address", lambda _: None),
        ("TY009 shopMove.address",),
        of_struct("unused", lambda _: None),
        ("TY010 unused",),
    ),
    "TY009 of a list": Case(
        lambda shop: replace(shop, arrays=shop.arrays[:1]),
        ("TY009 item.tags",),
        fields("item", one("tags", type="xsd:anyType")),
        ("TY013 item.tags",),
        first=result("shopInfo", "xsd:boolean"),
    ),
    "AR001 of a map": Case(
        fields("pair", one("value", type="xsd:int")),
        ("AR001 pairs",),
        fields("pair", one("value", nillable=True)),
        first=both(
            added(
                Struct(
                    "pair", (Value("key", "xsd:string"), Value("value", "xsd:string")), "sequence"
                )
            ),
            added(("pairs", "t:pair")),
            parts("shopMove", with_(Value("filters", "t:pairs"))),
        ),
    ),
    "TY010": Case(
        of_struct("unused", lambda _: None),
        ("TY010 unused",),
        of_struct("unused", lambda s: replace(s, fields=(NOTE,))),
        ("TY015 unused",),
    ),
    "TY013": Case(
        parts("shopInfo", one("id", type="xsd:anyType")),
        ("TY013 shopInfo.id",),
        parts("shopInfo", one("id", type="xsd:string")),
        ("TY001 shopInfo.id",),
    ),
    "TY014": Case(
        parts("shopMove", one("address", type="t:order")),
        ("TY014 shopMove.address",),
        struct_named("address", "postalAddress"),
        ("TY008 address",),
        first=only(WSI),
    ),
    "TY015": Case(
        of_struct("unused", lambda s: replace(s, fields=(NOTE,))),
        ("TY015 unused",),
        of_struct("address", lambda s: replace(s, fields=(*s.fields, NOTE))),
        ("EL001 address.note",),
    ),
    "TY015 of what a list led to": Case(
        both(array_of("nodes", "xsd:int"), fields("node", with_(NOTE))),
        ("AR001 nodes", "TY015 node"),
        array_of("nodes", "xsd:int"),
        ("AR001 nodes",),
        first=both(
            added(Struct("node", (Value("id", "xsd:int"), Value("below", "t:nodes")), "sequence")),
            added(("nodes", "t:node")),
            result("shopInfo", "t:nodes"),
        ),
    ),
    "AR001": Case(
        array_of("strings", "xsd:int"),
        ("AR001 strings",),
        fields("item", one("tags", type="xsd:string")),
        ("OC006 item.tags",),
    ),
    "AR004": Case(
        text(f'"{ITEM}" type="t:item"', '"item" type="t:item"', "wsi"),
        ("AR004 items",),
        added(("others", "t:item")),
        first=only(WSI),
    ),
    "EL001": Case(
        fields("address", with_(NOTE)),
        ("EL001 address.note",),
        fields("order", with_(NOTE)),
        ("EL004 order.note",),
    ),
    "EL002": Case(
        fields("address", with_(NEEDED)),
        ("EL002 address.note",),
        fields("order", with_(NEEDED)),
        ("EL004 order.note",),
    ),
    "EL003": Case(
        fields("address", without("city")),
        ("EL003 address.city",),
        fields("order", without("paid")),
        ("EL005 order.paid",),
    ),
    "EL004": Case(
        fields("order", with_(NOTE)),
        ("EL004 order.note",),
        fields("address", with_(NOTE)),
        ("EL001 address.note",),
    ),
    "EL005": Case(
        fields("order", without("created_at")),
        ("EL005 order.created_at",),
        fields("order", without("order_id")),
        ("EL006 order.order_id",),
    ),
    "EL006": Case(
        fields("order", without("order_id")),
        ("EL006 order.order_id",),
        fields("order", one("order_id", name="orderId")),
        ("EL007 order.order_id",),
    ),
    "EL007": Case(
        fields("order", one("created_at", name="created_on")),
        ("EL007 order.created_at",),
        fields("order", one("created_at", name="weight", type="xsd:double")),
        ("EL004 order.weight", "EL005 order.created_at"),
    ),
    "EL008": Case(
        fields("order", swapped(0, 3)),
        ("EL008 order",),
        fields("order", with_(NOTE, 0)),
        ("EL004 order.note",),
    ),
    "EL009": Case(
        of_struct("order", lambda s: replace(s, compositor="all")),
        ("EL009 order",),
        of_struct("unused", lambda s: replace(s, compositor="sequence")),
    ),
    "EL011": Case(
        text(f"<xsd:{PAID}></xsd:element>", f"<wsdl:{PAID}></wsdl:element>", "wsi"),
        ("EL011 order.paid",),
        text(f"<xsd:{PAID}></xsd:element>", f"<xsd:{PAID}/>", "wsi"),
    ),
    "OC001": Case(
        fields("address", one("city", optional=False)),
        ("OC001 address.city",),
        fields("order", one("paid", optional=False)),
        ("OC004 order.paid",),
    ),
    "OC002": Case(
        fields("address", one("street", optional=True)),
        ("OC002 address.street",),
        fields("order", one("order_id", optional=True)),
        ("OC003 order.order_id",),
    ),
    "OC003": Case(
        fields("order", one("order_id", optional=True)),
        ("OC003 order.order_id",),
        fields("order", one("order_id", nillable=True)),
        ("OC007 order.order_id",),
    ),
    "OC004": Case(
        fields("order", one("paid", optional=False)),
        ("OC004 order.paid",),
        fields("address", one("city", optional=False)),
        ("OC001 address.city",),
    ),
    "OC005": Case(
        fields("order", one("created_at", type="t:strings")),
        ("OC005 order.created_at",),
        fields("order", one("created_at", type="t:items")),
        ("TY007 order.created_at",),
    ),
    "OC006": Case(
        result("shopItemList", "t:item"),
        ("OC006 shopItemList.result",),
        result("shopItemList", "t:strings"),
        ("AR001 items", "TY008 items"),
    ),
    "OC007": Case(
        fields("order", one("order_id", nillable=True)),
        ("OC007 order.order_id",),
        fields("address", one("city", nillable=True)),
    ),
    "OC008": Case(
        fields("address", one("city", nillable=False)),
        ("OC008 address.city",),
        fields("address", one("street", nillable=True)),
        first=fields("address", one("city", nillable=True)),
    ),
    "EN001": Case(
        colours("red"),
        ("EN001 colour",),
        colours("blue", "red"),
        first=both(colours("red", "blue"), parts("shopAdd", one("comment", type="t:colour"))),
    ),
    "EN002": Case(
        colours("red", "green"),
        ("EN002 colour",),
        fields("order", one("created_at", type="t:colour")),
        ("EN003 order.created_at",),
        first=both(colours("red"), parts("shopAdd", one("comment", type="t:colour"))),
    ),
    "EN003": Case(
        fields("order", one("created_at", type="t:colour")),
        ("EN003 order.created_at",),
        fields("unused", one("a", type="t:colour")),
        ("TY015 unused",),
        first=colours("red"),
    ),
    "EN004": Case(
        colours("red", "green"),
        ("EN004 colour",),
        parts("shopAdd", one("comment", type="t:colour")),
        ("EN001 shopAdd.comment",),
        first=both(colours("red"), result("shopInfo", "t:colour")),
    ),
    "SC001": Case(
        text('<xsd:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>', "", "v2"),
        ("SC001 import",),
        import_of("http://schemas.xmlsoap.org/wsdl/"),
        ("SC002 import",),
        first=text(
            'schema targetNamespace="urn:Shop">',
            'schema targetNamespace="urn:Shop">'
            '<xsd:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>',
            "v2",
        ),
    ),
    "SC002": Case(
        text(
            'schema targetNamespace="urn:Shop">',
            'schema targetNamespace="urn:Shop">'
            '<xsd:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>',
            "v2",
        ),
        ("SC002 import",),
        added(("others", "t:item")),
    ),
    "SC003": Case(
        text("import namespace=", 'import schemaLocation="encoding.xsd" namespace=', "v2"),
        ("SC003 import",),
        import_of("http://schemas.xmlsoap.org/wsdl/"),
        ("SC002 import",),
        first=import_of(SOAPENC),
    ),
    "RS001": Case(
        both(
            of_operation("shopItemList", lambda _: None),
            catalog("<shop_item><title>Items</title><methods><list/></methods></shop_item>", ""),
            catalog("<shop_item>shopItem</shop_item>", ""),
        ),
        ("RS001 shop_item",),
        of_operation("shopItemList", lambda _: None),
        ("OP001 shopItemList",),
    ),
    "RS002": Case(
        both(
            added(operation("shopLogRead", ())),
            catalog(
                "</resources>",
                "<log><title>Log</title><methods><read/></methods></log></resources>",
            ),
            catalog(
                "</resources_function_prefix>", "<log>shopLog</log></resources_function_prefix>"
            ),
        ),
        ("RS002 log",),
        both(
            added(operation("shopRead", ())),
            catalog("<move/>", "<move/><read/>"),
        ),
        ("OP002 shopRead",),
    ),
    "RS003": Case(
        catalog("<store>shop</store>", ""),
        ("RS003 shop.store",),
        catalog("<store>shop</store>", "<store>shop</store><outlet>shop</outlet>"),
        ("RS004 shop.outlet",),
    ),
    "RS004": Case(
        catalog("<store>shop</store>", "<store>shop</store><outlet>shop</outlet>"),
        ("RS004 shop.outlet",),
        catalog("<store>shop</store>", ""),
        ("RS003 shop.store",),
    ),
    "RS005": Case(
        catalog("<secret/>", ""),
        ("RS005 shop.secret",),
        both(of_operation("shopMove", lambda _: None), catalog("<move/>", "")),
        ("OP001 shopMove",),
        first=catalog("<move/>", "<move/><secret/>"),
    ),
    "RS006": Case(
        catalog("<move/>", "<move/><secret/>"),
        ("RS006 shop.secret",),
        both(added(operation("shopSecret", ())), catalog("<move/>", "<move/><secret/>")),
        ("OP002 shopSecret",),
    ),
    "RS007": Case(
        catalog("<shop_item>shopItem</shop_item>", ""),
        ("RS007 shopItemList",),
        catalog("<list/>", "<list/><move/>"),
        ("RS006 shop_item.move",),
    ),
    "RS008": Case(
        RENAMED,
        ("RS008 shop_item",),
        both(
            RENAMED,
            catalog("<list/>", "<move/>"),
            catalog("<shop_article>shopItem</shop_article>", ""),
        ),
        ("RS001 shop_item", "RS002 shop_article"),
    ),
    "RS001 with its prefix, and the contract as it was": Case(
        both(catalog(ITEMS, ""), catalog("<shop_item>shopItem</shop_item>", "")),
        ("RS001 shop_item",),
        catalog("<list/>", ""),
        ("RS005 shop_item.list",),
    ),
    "RS001 where its prefix stayed": Case(
        catalog(ITEMS, ""),
        ("RS001 shop_item",),
        catalog("<list/>", "<list/><move/>"),
        ("RS006 shop_item.move",),
    ),
    "TY007 of the entry of a map": Case(
        fields("pair", with_(Value("scope", "xsd:string", optional=True))),
        ("TY007 map",),
        fields("pair", one("value", type="xsd:int")),
        ("AR001 map",),
        first=both(
            added(
                Struct("pair", (Value("key", "xsd:string"), Value("value", "xsd:string")), "all")
            ),
            added(("map", "t:pair")),
            parts("shopAdd", with_(Value("data", "t:map"))),
            parts("shopMove", with_(Value("data", "t:map"))),
            fields("order", with_(Value("data", "t:map"))),
        ),
    ),
    "FT001": Case(
        text('<wsdl:fault name="gone" message="m:loginRequest"/>', ""),
        ("FT001 shopMove.fault.gone",),
        text('message="m:loginRequest"/></wsdl:op', 'message="m:loginResponse"/></wsdl:op'),
        first=FAULT,
    ),
    "FT002": Case(
        FAULT,
        ("FT002 shopMove.fault.gone",),
        catalog("</gone>", "</gone><lost><code>102</code><message>Lost</message></lost>"),
        ("FT004 shop.faults.lost",),
    ),
    "FT003": Case(
        catalog("<gone><code>101</code><message>Gone</message></gone>", ""),
        ("FT003 shop.faults.gone",),
        catalog("<code>101</code>", "<code>1010</code>"),
        ("FT005 shop.faults.gone",),
    ),
    "FT004": Case(
        catalog(
            "</faults></shop>",
            "<lost><code>102</code><message>Lost</message></lost></faults></shop>",
        ),
        ("FT004 shop.faults.lost",),
        catalog("<code>0</code><message>Unknown", "<code>102</code><message>Unknown"),
        ("FT005 faults.unknown",),
    ),
    "FT005": Case(
        catalog("<code>101</code>", "<code>201</code>"),
        ("FT005 shop.faults.gone",),
        catalog("<message>Gone</message>", "<message>Not there</message>"),
        ("FT006 shop.faults.gone",),
    ),
    "FT005 with FT006": Case(
        catalog("<code>101</code><message>Gone", "<code>201</code><message>Away"),
        ("FT005 shop.faults.gone", "FT006 shop.faults.gone"),
        both(catalog("<gone>", "<lost>"), catalog("</gone>", "</lost>")),
        ("FT003 shop.faults.gone", "FT004 shop.faults.lost"),
    ),
    "FT006": Case(
        catalog("<message>Unknown</message>", "<message>Unknown error</message>"),
        ("FT006 faults.unknown",),
        catalog("<code>0</code>", "<code>2</code>"),
        ("FT005 faults.unknown",),
    ),
}
