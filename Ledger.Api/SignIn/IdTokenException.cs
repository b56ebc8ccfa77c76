namespace Ledger.Api.SignIn;

/// <summary>An id_token, or what belongs to one, is refused. The message repeats nothing of it.</summary>
internal sealed class IdTokenException(IdTokenFault fault, string message) : FormatException(message)
{
    /// <summary>Why.</summary>
    public IdTokenFault Fault { get; } = fault;
}
