// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// Keeps what each ledger has said about itself: one digest per anchored log size, never changed, never removed.
///
/// The contract is a witness. An anchor must name the anchor before it (compare-and-swap), so a ledger that was rolled
/// back or copied cannot go on from an older state, and two sizes never have two digests.
/// It holds hashes only. There is no proxy: a new version is a new contract at a new address.
contract AnchorRegistry {
    /// Who may register origins: the account that deployed the contract.
    address public owner;

    /// keccak256 of the origin's UTF-8 text => the one account that may anchor it; zero: nobody.
    mapping(bytes32 => address) public anchorer;

    /// origin => the greatest anchored size; 0: none.
    mapping(bytes32 => uint64) public latestSize;

    /// origin => the time of that anchor, Unix milliseconds.
    mapping(bytes32 => uint64) public latestTime;

    /// origin => size => keccak256(abi.encode(origin, size, shaRoot, sm3Root, mapRoot, noteHash, time)); 0: not anchored.
    mapping(bytes32 => mapping(uint64 => bytes32)) public digestAt;

    event Registered(bytes32 indexed origin, address indexed anchorer);

    event Anchored(
        bytes32 indexed origin,
        uint64 indexed size,
        bytes32 shaRoot,
        bytes32 sm3Root,
        bytes32 mapRoot,
        bytes32 noteHash,
        uint64 time
    );

    error NotOwner();
    error NotAnchorer();
    error StaleOldSize(uint64 latestSize);
    error SizeNotGreater(uint64 latestSize);
    error TimeNotGreater(uint64 latestTime);
    error Equivocation(uint64 size);

    // The owner is storage, not an immutable: so the deployed code, and its hash, are the same everywhere.
    constructor() {
        owner = msg.sender;
    }

    /// Appoints the account that anchors an origin, or replaces it. What is anchored stays.
    function register(bytes32 origin, address account) external {
        if (msg.sender != owner) revert NotOwner();
        anchorer[origin] = account;
        emit Registered(origin, account);
    }

    /// Anchors a log of `size` entries on top of the anchor (previousSize, previousDigest); (0, 0) before the first.
    /// Saying again what is already anchored succeeds and changes nothing.
    function anchor(
        bytes32 origin,
        uint64 previousSize,
        bytes32 previousDigest,
        uint64 size,
        bytes32 shaRoot,
        bytes32 sm3Root,
        bytes32 mapRoot,
        bytes32 noteHash,
        uint64 time
    ) external {
        if (msg.sender != anchorer[origin]) revert NotAnchorer();

        bytes32 digest = keccak256(abi.encode(origin, size, shaRoot, sm3Root, mapRoot, noteHash, time));
        bytes32 known = digestAt[origin][size];
        if (known == digest) return;
        if (known != 0) revert Equivocation(size);

        uint64 latest = latestSize[origin];
        if (previousSize != latest || previousDigest != digestAt[origin][latest]) revert StaleOldSize(latest);
        if (size <= latest) revert SizeNotGreater(latest);
        if (time <= latestTime[origin]) revert TimeNotGreater(latestTime[origin]);

        latestSize[origin] = size;
        latestTime[origin] = time;
        digestAt[origin][size] = digest;
        emit Anchored(origin, size, shaRoot, sm3Root, mapRoot, noteHash, time);
    }

    /// The latest anchor of an origin; (0, 0) when there is none.
    function head(bytes32 origin) external view returns (uint64 size, bytes32 digest) {
        size = latestSize[origin];
        digest = digestAt[origin][size];
    }
}
