namespace Ledger.Node.Licences;

/// <summary>What events have made of a licence. Whether its last day is past is a question of the day, not of the status.</summary>
internal enum LicenceStatus
{
    /// <summary>有效.</summary>
    Valid,

    /// <summary>Ended for good: 注销, 撤销, 吊销, 换发 or 转出. Nothing leads back.</summary>
    Revoked,
}
