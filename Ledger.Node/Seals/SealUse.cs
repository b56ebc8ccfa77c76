using Google.Protobuf;

namespace Ledger.Node.Seals;

/// <summary>A seal that was given out for one licence, by one grant. It counts only once it is entered.</summary>
/// <param name="User">Who seals.</param>
/// <param name="LicenceType">证照类型代码.</param>
/// <param name="Seal">The seal's 16 bytes.</param>
/// <param name="Grant">The grant's 16 bytes.</param>
/// <param name="Keys">The keys that sign.</param>
internal sealed record SealUse(SealUser User, string LicenceType, ByteString Seal, ByteString Grant, AuthorityKeys Keys);
