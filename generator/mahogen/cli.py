"""The verbs. No logic here; each imports what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from mahogen.cli_options import (
    config_option,
    contract_options,
    force_option,
    output_options,
    place_options,
)
from mahogen.errors import Exit
from mahogen.report import printable
from mahogen.running import Run, Verbs

if TYPE_CHECKING:
    from mahogen.emit.standing import Finding


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mahogen", message="%(prog)s %(version)s")
@config_option
def cli() -> None:
    """Typed Python for the SOAP API of a Magento 1, OpenMage or Maho store.

    Reads what mahogen.toml names, or the same tables below [tool.mahogen] in pyproject.toml:

    \b
        [contract]
        # wsdl = "https://YOUR.STORE/"  all that is there; or each by itself, or both:
        v2 = "wsdl/v2.wsdl"         # saved from https://YOUR.STORE/api/v2_soap/?wsdl
        wsi = "wsdl/wsi.wsdl"       # the same address in WS-I mode
        v1 = "wsdl/v1.wsdl"         # https://YOUR.STORE/api/soap/?wsdl; one of the three will do
        catalog = "wsdl/api.xml"    # optional: resources, methods, fault codes
        notes = "wsdl/notes.toml"   # optional, or a list: what no WSDL says, see below
        stock_notes = true          # whether what is known of all stores lies beneath
        allow_imports = []          # namespaces or locations that a contract may import

    \b
        [http]                      # optional: how a server is asked
        user_env = "SHOP_USER"      # variables of the environment, for basic authentication
        password_env = "SHOP_PASSWORD"
        ca = "ca.pem"               # certificates to trust besides the usual ones
        timeout = 10                # seconds without a word
        deadline = 60               # seconds for all requests together

    \b
        [targets.shop_api]          # the name of the package
        output = "src/shop_api"     # a folder of its own
        resources = ["cart*"]       # optional, as all that follows: names or patterns
        exclude = ["cart_payment"]  # resources to leave out again
        names = {}                  # such as {"customerEntity.e-mail" = "e_mail_2"}
        double = "float"            # or "decimal": prices and quantities digit by digit
        emit = "both"               # or "client", or "server"
        client = "Maho"             # the class of the client; with Async before it, the other
        runtime = "import"          # or "vendor": a copy of it, to run with no mahogen installed
        templates = "my_templates"  # before mahogen's own; they are code, which you trust

    \b
        [drift]                     # optional: what `mahogen diff` looks at; its --help tells more
        side = "client"             # or "server", "source", "all"
        fail_on = "error"           # or "warning", "info", "never"

    Paths are relative to that file. Each of the contracts and the catalog may be a file; the
    address of one, with ?wsdl or ending in .wsdl or .xml; the address of a store; a folder with
    files *.wsdl and api.xml; or the source tree of a store, whose modules are put together as the
    store does it.

    --wsdl, --wsi, --v1 and --catalog take the same, named from the current folder, and go before
    the configuration: --wsdl before all of its contracts, each other one before its own key. With
    --output no configuration is needed:

    \b
        mahogen generate --wsdl https://YOUR.STORE/ --output src/shop_api

    Notes look like this:

    \b
        secret = ["vat_*"]          # besides passwords, card data, keys and session IDs
        [parameters]                # of every operation that has one of that name
        storeView = { optional = true }
        [operations.customerList.parameters]    # of one operation; goes before [parameters]
        filters = { name = "filter", doc = "Which customers" }
        storeView = { v1 = false }  # not in V1; so for an operation as a whole
        [entities.customerEntity.fields]
        mode = { doc = "Customer mode", values = ["guest", "register"] }

    \b
        [entities.filters.fields]
        filter = { spread = true }  # in V1 what it holds stands in the entity itself
        [entities.orderItemIdQty]
        pair = ["order_item_id", "qty"]     # in V1 a list of these is a Map from one to the other
        [entities.attributeCodes]
        listed = true               # in V1 one list of what all fields hold

    Those for a stock store are in mahogen/contract/notes.toml of the installed package, those that
    stock_notes is about in mahogen/read/stock_notes.toml.

    \b
    Exit codes:
        0   clean
        1   findings: generated code is not what the contract says; diff found a change, or lint a
            defect, as bad as --fail-on
        2   wrong usage, configuration or notes, or an output that cannot be written
        3   unusable contract: missing, cut off, not a WSDL, contradictory
        70  a defect of mahogen; MAHOGEN_DEBUG=1 shows where it happened
    """


@cli.command()
@click.option("-q", "--quiet", is_flag=True, help="Print warnings and errors only.")
@force_option
@place_options
@output_options
@config_option
@click.pass_obj
def generate(run: Run, quiet: bool, force: bool) -> None:
    """Write the packages.

    Writes what differs, deletes what is no longer produced, and touches nothing else: unchanged
    files keep their time stamps, files that mahogen did not write stay. If anything is wrong,
    nothing is written. Where nothing has changed since the last run, nothing is done.
    """
    from mahogen.generating import generate

    with run.config(quiet=quiet) as config:
        for folder, summary in generate(config, run.cache(config), run.diagnostics, force=force):
            if not quiet:
                click.echo(f"{run.report.name(folder.name)}: {summary}")
    if not quiet:
        run.report.differences(run.diagnostics.differences, run.command("inspect"))


@cli.command()
@click.option("--diff", is_flag=True, help="Show the differences, too.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "github"]),
    default="text",
    show_default=True,
    help="How to print it; github is annotations of files.",
)
@force_option
@place_options
@output_options
@config_option
@click.pass_context
def check(ctx: click.Context, diff: bool, format_: str, force: bool) -> None:
    """Compare the packages with the contract; write nothing.

    Silent if all is as `generate` would leave it. Else a line for each file that is missing,
    changed, stale (no longer produced) or foreign (not written by mahogen), then what mends it, and
    exit code 1. A changed file was edited, or it is as mahogen wrote it and something else changed:
    the contract, the templates, or mahogen.
    """
    from mahogen.findings import line
    from mahogen.generating import compared

    if diff and format_ == "github":  # a line of a file could be taken for a command
        raise click.UsageError("--diff is for people, --format github is not: choose one")
    run = ctx.ensure_object(Run)
    config = run.load()
    found: list[Finding] = []
    for target, files, findings in compared(
        config, run.cache(config), run.diagnostics, force=force
    ):
        name = run.report.name(target.output.name)
        if diff:
            from mahogen.emit.diff import differences

            click.echo("".join(differences(target.output, name, files, findings)), nl=False)
        for finding in findings:
            click.echo(line(format_, name, finding))
        found += findings
    if found:
        from mahogen.emit.diff import remedy

        click.echo(remedy(found, run.command("generate")))
        ctx.exit(Exit.FINDINGS)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print the whole model, for programs.")
@click.option(
    "--resource",
    "names",
    multiple=True,
    metavar="NAME",
    help="Only its, by name or pattern; repeatable.",
)
@place_options
@config_option
@click.pass_obj
def inspect(run: Run, as_json: bool, names: tuple[str, ...]) -> None:
    """Show what the contract says.

    Its resources, operations, entities and faults, and where its contracts deviate from each other
    or from stores; with --resource, what belongs to it, and not what every store has.
    """
    from mahogen.errors import ConfigError
    from mahogen.model.disagreements import about
    from mahogen.model.json import to_json
    from mahogen.model.listing import listing
    from mahogen.model.select import only
    from mahogen.pipeline import read

    with run.config() as config:
        api = read(config, run.diagnostics)
        try:
            api = only(api, names) if names else api
        except ConfigError as error:
            run.diagnostics.warnings.clear()  # of other things: a wrong name would drown in them
            run.diagnostics.notes.clear()
            lines = [f"{problem.what}; {problem.hint}" for problem in error.problems]
            raise click.BadParameter(printable("; ".join(lines)), param_hint="--resource") from None
        if names:
            keys = " and ".join(resource.key for resource in api.resources)
            run.report.note(f"only what belongs to {keys}: --resource leaves out the rest")
        if as_json:
            click.echo(to_json(api), nl=False)
        else:
            text = listing(api, contracts=not names)
            click.echo("\n".join(map(printable, text.splitlines())))
            for line in run.report.listed(about(api, run.diagnostics.differences)):
                click.echo(line)


def _given(ctx: click.Context, parameter: click.Parameter, text: str) -> str:
    """A place that is left out is no place, and one that is empty is a mistake."""
    name = parameter.name or ""
    left_out = ctx.get_parameter_source(name) is ParameterSource.DEFAULT
    if not left_out and not text.strip():
        raise click.BadParameter("is empty", param_hint=name.upper())
    return text


@cli.command()
@click.argument("old", default="", metavar="[OLD]", callback=_given)
@click.argument("new", default="", metavar="[NEW]", callback=_given)
@click.option(
    "--side",
    type=click.Choice(["client", "server", "source", "all"]),
    help="Whose trouble counts.  [default: client]",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="Exit with 1 for findings as bad as this, or worse.  [default: error]",
)
@click.option(
    "--resources", "--resource", multiple=True, metavar="NAMES", help="Only these; repeatable."
)
@click.option(
    "--severity",
    "severities",
    multiple=True,
    metavar="RULE=LEVEL",
    help="Another severity for a rule: error, warning, info or none; repeatable.",
)
@click.option(
    "--baseline", metavar="FILE", help="What was accepted.  [default: mahogen-baseline.toml]"
)
@click.option(
    "--update-baseline",
    is_flag=True,
    help="Accept all that there is, keeping reasons; comments are not kept.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github", "sarif", "markdown", "html"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write it to a file, too, in a format of its own; repeatable.",
)
@click.option("--allow-empty", is_flag=True, help="Compare a contract that lost almost all, too.")
@click.option("-q", "--quiet", is_flag=True, help="Do not print warnings about the contracts.")
@config_option
@click.pass_context
def diff(ctx: click.Context, /, format_: str, **options: Any) -> None:
    """Tell what changed between two contracts, and whom it breaks.

    OLD and NEW are files, folders, source trees, or addresses. With one of them, the contract of
    the configuration is compared with it; with none, with the store that it was fetched from.

    Each change is an error, a warning or an info, seen from a client that was generated before it
    (client), from a server that was (server), or from Python code after generating again (source).
    `mahogen rules` lists them, `mahogen explain RULE` tells more.

    \b
        [drift]                     # in mahogen.toml; options go before it
        side = "client"             # or server, source, all
        fail_on = "error"           # or warning, info, never
        resources = ["cart"]        # all without it
        severity = { EL004 = "none" }
        baseline = "mahogen-baseline.toml"

    A baseline accepts single changes, with a reason and perhaps a last day; each finding comes with
    the line to add to it. An entry without a reason is refused; --update-baseline writes "say why".
    """
    from mahogen.drift.command import Asked, run_diff

    ctx.exit(run_diff(ctx.ensure_object(Run), Asked(format=format_, **options)))


@cli.command()
@click.argument("contract", default="", metavar="[CONTRACT]")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="warning",
    show_default=True,
    help="Exit with 1 for remarks as bad as this, or worse.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@config_option
@click.pass_context
def lint(ctx: click.Context, contract: str, fail_on: str, format_: str) -> None:
    """Tell what is wrong or odd in a contract, with its places.

    CONTRACT is a file, a folder, a source tree or an address; without it, what the configuration
    names. Errors make it unusable: parts or fields twice, messages that are not there, ... Warnings
    are defects that stores live with: types that are declared nowhere, parts with minOccurs,
    messages in vain, names that would be one in Python, ... An info is worth knowing: where V2 and
    WS-I disagree, types in vain.
    """
    from mahogen.lint.report import render
    from mahogen.lint.run import fails, lint

    run = ctx.ensure_object(Run)
    if contract:
        run.given |= {"wsdl": contract, "asks": "CONTRACT"}
    remarks = lint(run.load())
    click.echo(render(format_, remarks, run.report), nl=False)
    ctx.exit(Exit.FINDINGS if fails(remarks, fail_on) else Exit.CLEAN)


@cli.command()
def rules() -> None:
    """List the rules of `diff`: id, severity for client, server and source, and what it is."""
    from mahogen.drift.command import rule_lines

    click.echo("\n".join(rule_lines()))


@cli.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Tell what a rule of `diff` is about, and what to do."""
    from mahogen.drift.command import explanation

    click.echo(explanation(rule))


@cli.command()
@click.argument("store")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("wsdl"),
    show_default=True,
    metavar="DIR",
    help="The folder to pin it in.",
)
@click.option("--username", metavar="NAME", help="Log in as this API user, and ask for resources.")
@click.option(
    "--api-key-env", metavar="NAME", help="Variable with the key.  [default: MAHO_API_KEY]"
)
@click.option("--force", is_flag=True, help="Overwrite what was edited, or written by others.")
@click.option("-q", "--quiet", is_flag=True, help="Print warnings and errors only.")
@config_option
@click.pass_obj
def fetch(
    run: Run,
    store: str,
    output: Path,
    username: str | None,
    api_key_env: str | None,
    force: bool,
    quiet: bool,
) -> None:
    """Pin the contract of a store: files to generate from, and to commit.

    STORE is the address of a store (https://shop.example/) or of one of its contracts, a folder, or
    a store's source tree. Written are v2.wsdl or wsi.wsdl, v1.wsdl, api.xml as far as it is known,
    and SOURCE.toml, which says where they are from; always in the same spelling, so that they
    differ only where the store does, and a second fetch changes nothing.

    A store tells its resources and faults to its API users only: name one with --username. The key
    is read from the environment, so that it gets into no file and no history of commands.

    If anything is wrong, nothing is written.
    """
    from mahogen.fetch.command import run_fetch

    run_fetch(run, store, output, username, api_key_env, force=force, quiet=quiet)


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, help="0 is any port that is free.")
@click.option(
    "--seed",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What is in the store, as TOML.  [default: a small one]",
)
@click.option("--print-seed", is_flag=True, help="Print the default seed, and serve nothing.")
@click.option("--strict", is_flag=True, help="Refuse what a store lets pass and nobody wants.")
@click.option("--admin", is_flag=True, help="Have endpoints that change the store, with a token.")
@click.option("--wsi", is_flag=True, help="Show WS-I's WSDL at /api/v2_soap/?wsdl.")
@click.option("--address", default="", metavar="URL", help="The shop's address in its WSDLs.")
def serve(
    host: str,
    port: int,
    seed: Path | None,
    print_seed: bool,
    strict: bool,
    admin: bool,
    wsi: bool,
    address: str,
) -> None:
    """Serve a fake store, to test against when there is no store at hand.

    It answers as one was recorded to do: V1 at /api/soap/, V2 and WS-I at /api/v2_soap/, for the
    API user apiUser with the key apiKey-123, and keeps carts and orders in memory until it is
    stopped. It sells sku-red, sku-blue, sku-green and sku-virt, which is not shipped. Its URL is
    printed once it listens; GET /_store/health says that it is well.

    With --admin the journal of all calls can be read, time moved and the store reset: see
    mahogen/fake_store/admin.py. The token is that of $MAHOGEN_ADMIN_TOKEN, or printed.

    A seed of your own begins best as the default one:

    \b
        mahogen serve --print-seed > shop.toml

    It is TOML, with settings and tables such as these:

    \b
        currency = "EUR"            # agreements_enabled, guest_checkout, session_timeout

    \b
        [[users]]
        name = "apiUser"
        key = "apiKey-123"
        permissions = ["cart"]      # or cart.info; "all", if left out

    \b
        [[products]]
        product_id = 1
        sku = "sku-red"
        name = "Red Widget"
        price = "10.50"
        stock = 100

    Other tables are views, customers, addresses, shipping_methods, payment_methods, agreements and
    coupons. What is left out is not in the store.
    """
    if print_seed:
        from mahogen.fake_store.seeds import STOCK

        click.echo(STOCK.read_bytes(), nl=False)
        return
    from mahogen.fake_store.command import run_serve

    run_serve(host, port, seed, strict=strict, admin=admin, wsi=wsi, address=address)


@cli.command()
@click.argument("name")
@click.option("--server", is_flag=True, help="Add a server whose methods are to be filled in.")
@contract_options
@click.pass_obj
def new(run: Run, /, name: str, server: bool, quiet: bool, **asked: Any) -> None:
    """Start a project: a folder NAME with all that an integration needs.

    \b
        mahogen new demo
        mahogen new work/sync --store https://YOUR.STORE/ --resources 'cart*' --server

    It has a pinned contract and the package generated from it, a worked example and its tests
    against the fake store, a Makefile, a CI workflow and hooks for pre-commit. `make test` passes
    at once, with no store and no network. NAME may stand behind a path; a name that Python, or
    something that the project needs, has already is refused.

    Of a store that is named by --store the contract is pinned as `mahogen fetch` does it; the stock
    one has the checkout (cart, cart_product, cart_customer, cart_shipping, cart_payment,
    cart_coupon). All files but the generated package are yours: mahogen never touches them again. A
    folder that is not empty is refused, and if anything is wrong, nothing is written.
    """
    from mahogen.scaffold.command import Asked, run_new

    run_new(run, name, Asked(**asked), server=server, quiet=quiet)


@cli.command()
@click.option(
    "--output",
    metavar="DIR",
    help="The folder of the package.  [default: src/shop_api, or shop_api where there is no src]",
)
@contract_options
@click.pass_obj
def init(run: Run, /, output: str | None, quiet: bool, **asked: Any) -> None:
    """Add mahogen to the project in the current folder.

    \b
        mahogen init --store https://YOUR.STORE/ --output src/shop_api

    Writes mahogen.toml, the contract into wsdl/, and the package that is generated from it; nothing
    that is there is changed, and if one of them is there already, nothing is written.
    """
    from mahogen.scaffold.command import Asked, run_init

    run_init(run, output, Asked(**asked), quiet=quiet)
