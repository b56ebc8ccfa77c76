using Google.Protobuf;
using Ledger.Node.Seals;

namespace Ledger.Node.Tests.Seals;

/// <summary>What a grant should permit.</summary>
internal sealed class ModelGrant(ByteString handle, GrantRequest request)
{
    public ByteString Handle => handle;

    public long Used { get; set; }

    public bool IsWithdrawn { get; set; }

    public int Rank => (request.Operator is not null ? 0 : request.System is not null ? 1 : 2) + (request.LicenceType is null ? 3 : 0);

    public bool Covers(string type, string system, string account, DateOnly day) =>
        !IsWithdrawn
        && (request.LicenceType ?? type) == type
        && (request.System ?? system) == system
        && (request.Operator ?? account) == account
        && day >= request.From
        && day <= (request.To ?? DateOnly.MaxValue)
        && Used < (request.Count ?? long.MaxValue);
}
