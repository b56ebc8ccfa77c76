using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Log;
using Ledger.Node.Seals;

namespace Ledger.Api.Portal.Counter;

/// <summary>A form that was opened or sent.</summary>
/// <param name="context">The request.</param>
/// <param name="filled">What stands in it.</param>
/// <param name="sent">The form as it was sent; null where it was only opened.</param>
/// <param name="cancel">Gives up.</param>
internal sealed class FormCall(HttpContext context, FilledForm filled, PageForm? sent, CancellationToken cancel)
{
    /// <summary>The request.</summary>
    public HttpContext Context { get; } = context;

    /// <summary>What stands in it.</summary>
    public FilledForm Filled { get; } = filled;

    /// <summary>Gives up.</summary>
    public CancellationToken Cancel { get; } = cancel;

    /// <summary>The node.</summary>
    public ProvinceNode Node { get; } = context.RequestServices.GetRequiredService<ProvinceNode>();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = context.RequestServices.GetRequiredService<TimeProvider>();

    /// <summary>In whose name the person acts.</summary>
    public string Authority => Caller.Of(Context).Authority;

    /// <summary>Who acts on seals and keys, with the reason that the form states.</summary>
    public SealCaller Acting => new(Authority, DepartmentSystem.Counter, ClerkAct.AccountOf(Context), Optional("reason"));

    /// <summary>A part of the address.</summary>
    public string Named(string part) => (string)Context.Request.RouteValues[part]!;

    /// <summary>What stands in a field; null for nothing.</summary>
    public string? Optional(string name) => Filled[name] is { Length: > 0 } text ? text : null;

    /// <summary>The bytes of a file that was picked; empty where none was.</summary>
    public ReadOnlyMemory<byte> File(string name) => sent?.File(name) ?? default;

    /// <summary>The key of this filling-in.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.IdempotencyKeyMissing"/>.</exception>
    public RequestKey Key() => sent?.Key() ?? throw new InvalidOperationException("The form was not sent.");
}
